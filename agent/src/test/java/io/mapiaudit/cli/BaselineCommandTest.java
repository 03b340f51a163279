package io.mapiaudit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.event.Event;
import io.mapiaudit.model.event.EventHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineCommandTest extends CommandLineTestBase {

  private static final String OTHER = "com.acme.Poller.lambda$poll$7(Poller.java:5)";

  @TempDir Path root;

  private final List<Finding> toRaise = new ArrayList<>();
  private String run;
  private Path file;

  @BeforeEach
  void connect() throws IOException {
    file = root.resolve("known.txt");
    Path folder = Files.createDirectories(root.resolve("5-x"));
    Files.createFile(folder.resolve("journal-000001.maj"));
    run = folder.toString();
    replay =
        new Replay(
            path -> new NoEvents(),
            (findings, observer) ->
                new Judge() {
                  @Override
                  public EventHandler run(String name) {
                    return new EventHandler() {};
                  }

                  @Override
                  public void finish() {
                    toRaise.forEach(findings);
                  }
                },
            new Progress(System.err, false, System::nanoTime));
  }

  private static final class NoEvents implements Recording {
    @Override
    public Event peek() {
      return null;
    }

    @Override
    public Event next() {
      return null;
    }

    @Override
    public void close() {}
  }

  private String text() throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  private static Finding.Builder elsewhere() {
    return Findings.full().stack(Findings.stack(OTHER)).fingerprint("0123456789abcdef");
  }

  @Test
  void withTheBaseline_onlyNewFindingsFail() throws IOException {
    toRaise.add(Findings.full().build());
    toRaise.add(Findings.full().count(10).build());

    assertThat(run("baseline", run, "-o", file.toString(), "--owner", "mail team")).isZero();

    assertThat(out()).isEqualTo("1 entry in " + file + "; set the key suppressions to it\n");
    assertThat(text())
        .contains("async-notification-in-process-identity:@5f3a9c0d11e2b474 | known on 20")
        .contains(" | mail team | 20")
        .contains("# critical, com.acme.Sink.onNotify: A notification of session 1");
    assertThat(run("replay", run, "--suppressions", file.toString())).isZero();
    toRaise.add(elsewhere().build());
    assertThat(run("replay", run, "--suppressions", file.toString())).isEqualTo(1);
  }

  @Test
  void byMethod_entriesAreBoundToThePlaceInTheProgram() throws IOException {
    toRaise.add(elsewhere().build());

    assertThat(
            run(
                "baseline",
                run,
                "-o",
                file.toString(),
                "--by-method",
                "--expires",
                "2999-12-31",
                "--reason",
                "later"))
        .isZero();

    assertThat(text())
        .contains("async-notification-in-process-identity:com.acme.Poller.lambda$poll$* | later | ")
        .contains(" | 2999-12-31\n");
    assertThat(run("replay", run, "--suppressions", file.toString())).isZero();
  }

  @Test
  void whatIsCoveredAlready_isLeftOut() throws IOException {
    toRaise.add(Findings.full().build());
    run("baseline", run, "-o", file.toString());
    toRaise.add(elsewhere().build());
    Path added = root.resolve("added.txt");

    assertThat(
            run(
                "baseline",
                run,
                "-o",
                added.toString(),
                "--suppressions",
                file.toString(),
                "--json"))
        .isZero();

    assertThat(new String(Files.readAllBytes(added), StandardCharsets.UTF_8))
        .contains("@0123456789abcdef")
        .doesNotContain("@5f3a9c0d11e2b474");
    assertThat(out()).endsWith("\"entries\":1}\n");
  }

  @Test
  void aFileThatIsThere_isReplacedOnlyByForce() throws IOException {
    Files.write(file, "mine".getBytes(StandardCharsets.UTF_8));

    assertThat(run("baseline", run, "-o", file.toString())).isEqualTo(2);
    assertThat(text()).isEqualTo("mine");
    assertThat(err()).contains("is there already").contains("--force");
    assertThat(run("baseline", run, "-o", file.toString(), "--force")).isZero();
    assertThat(text()).startsWith("# Findings that were known");
  }

  @Test
  void badWords_areRefusedWithTheirFix() {
    String to = file.toString();

    assertThat(run("baseline", run, "-o", to, "--owner", "a|b")).isEqualTo(2);
    assertThat(run("baseline", run, "-o", to, "--expires", "soon")).isEqualTo(2);
    assertThat(run("baseline", run)).isEqualTo(2);
    assertThat(err())
        .contains("--owner: 'a|b' cannot stand in a file of suppressions")
        .contains("--expires: 'soon' is no date")
        .contains("--output");
    assertThat(file).doesNotExist();
  }
}
