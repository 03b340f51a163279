package io.mapiaudit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.AuditObserver;
import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Severity;
import io.mapiaudit.model.event.Event;
import io.mapiaudit.model.event.EventHandler;
import io.mapiaudit.model.event.Tick;
import io.mapiaudit.output.jsonl.FindingJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest extends CommandLineTestBase {

  @TempDir Path root;

  private final Map<String, long[]> journals = new HashMap<>();
  private final List<String> delivered = new ArrayList<>();
  private final List<Finding> toRaise = new ArrayList<>();
  private int closed;

  @BeforeEach
  void connect() {
    replay =
        new Replay(
            folder -> new FakeRecording(folder.getFileName().toString()),
            (findings, observer) ->
                new Judge() {
                  @Override
                  public EventHandler run(String name) {
                    return new EventHandler() {
                      @Override
                      public void on(Tick event) {
                        delivered.add(name + " " + event.timeMicros());
                      }
                    };
                  }

                  @Override
                  public void finish() {
                    delivered.add("finish");
                    toRaise.forEach(findings);
                  }
                },
            new Progress(System.err, false, System::nanoTime));
  }

  @Test
  void watcherIsShownAnEvent_beforeTheRules() throws IOException {
    Path folder = runFolder("a", 1, 2);
    EventHandler watcher =
        new EventHandler() {
          @Override
          public void on(Tick event) {
            delivered.add("watcher " + event.timeMicros());
          }
        };
    replay.run(Arrays.asList(folder), finding -> {}, AuditObserver.NONE, run -> watcher);

    assertThat(delivered).containsExactly("watcher 1", "a 1", "watcher 2", "a 2", "finish");
  }

  @Test
  void noFindings_exitsWithZero() throws IOException {
    assertThat(run("replay", runFolder("a", 1).toString())).isZero();
    assertThat(out()).isEqualTo("no findings in 1 run\n");
    assertThat(closed).isEqualTo(1);
  }

  @Test
  void severalRuns_areMergedByTime_eachInItsOwnOrder() throws IOException {
    runFolder("a", 1, 9, 3);
    runFolder("b", 2, 3, 10);

    assertThat(run("replay", root.toString())).isZero();

    assertThat(delivered).containsExactly("a 1", "b 2", "b 3", "a 9", "a 3", "b 10", "finish");
    assertThat(closed).isEqualTo(2);
  }

  @Test
  void runsOfTheSameName_areToldApartByTheirPaths() throws IOException {
    Path one = runFolder("host1/5-x", 1);
    Path two = runFolder("host2/5-x", 2);

    assertThat(run("replay", one.toString(), two.toString(), one.getParent().toString())).isZero();

    assertThat(delivered)
        .containsExactly(one.toRealPath() + " 2", two.toRealPath() + " 2", "finish");
  }

  @Test
  void runsOfManyHosts_areFoundBelowTheirFolders() throws IOException {
    runFolder("all/host1/mail/5-x", 1);
    runFolder("all/host2/6-y", 2);
    runFolder("all/7-z", 3);

    assertThat(run("replay", root.resolve("all").toString())).isZero();

    assertThat(delivered).containsExactly("5-x 1", "6-y 2", "7-z 3", "finish");
  }

  @Test
  void findingAtTheLevel_exitsWithOne_belowWithZero() throws IOException {
    String folder = runFolder("a", 1).toString();
    toRaise.add(Findings.bare().severity(Severity.MEDIUM).build());

    assertThat(run("replay", folder)).isZero();
    assertThat(run("replay", folder, "--fail-on", "medium")).isEqualTo(1);
    assertThat(run("replay", folder, "--fail-on=LOW")).isEqualTo(1);
    toRaise.add(Findings.full().build());
    assertThat(run("replay", folder)).isEqualTo(1);
    assertThat(run("replay", folder, "--fail-on", "none")).isZero();
  }

  @Test
  void suppressedFinding_isCountedButDoesNotFail() throws IOException {
    toRaise.add(Findings.full().suppressed("accepted").build());

    assertThat(run("replay", runFolder("a", 1).toString())).isZero();
    assertThat(out()).isEqualTo("1 finding in 1 run: 1 suppressed\n");
  }

  @Test
  void text_showsEachFindingOnceInItsLatestState() throws IOException {
    toRaise.add(Findings.full().build());
    toRaise.add(Findings.bare().build());
    toRaise.add(Findings.full().count(10).build());

    assertThat(run("replay", runFolder("a", 1).toString())).isEqualTo(1);

    assertThat(out().split("\nmapi-audit CRITICAL ", -1)).hasSize(2);
    assertThat(out())
        .contains("Count       10,")
        .endsWith("\n2 findings in 1 run: 1 critical, 1 medium\n");
  }

  @Test
  void json_printsEveryLineAsItWasRaised() throws IOException {
    toRaise.add(Findings.full().build());
    toRaise.add(Findings.full().count(10).build());

    assertThat(run("replay", "--json", runFolder("a", 1).toString())).isEqualTo(1);

    assertThat(out())
        .isEqualTo(
            FindingJson.line(toRaise.get(0)) + "\n" + FindingJson.line(toRaise.get(1)) + "\n");
  }

  @Test
  void missingFolder_andFolderWithoutJournal_exitWithTen() throws IOException {
    Path missing = root.resolve("missing");
    assertThat(run("replay", missing.toString())).isEqualTo(10);
    assertThat(err())
        .startsWith("mapi-audit: " + missing + " does not exist. Fix: name the folder");

    Path empty = Files.createDirectory(root.resolve("empty"));
    assertThat(run("replay", empty.toString())).isEqualTo(10);
    assertThat(err())
        .contains(empty + " holds no journal (journal-*.maj), nor does a folder in it");
  }

  @Test
  void damagedJournal_exitsWithTen_andClosesWhatIsOpen() throws IOException {
    Path damaged = runFolder("b", -1);
    runFolder("a", 1);

    assertThat(run("replay", root.toString())).isEqualTo(10);

    assertThat(err())
        .isEqualTo(
            "mapi-audit: the journal in "
                + damaged.toRealPath()
                + " cannot be read: bad checksum. Fix: copy the whole folder of the run again, or"
                + " leave it out.\n");
    assertThat(closed).isEqualTo(2);
    assertThat(delivered).doesNotContain("finish");
  }

  @Test
  void badFailOn_isAUsageError() throws IOException {
    assertThat(run("replay", "--fail-on", "severe", root.toString())).isEqualTo(2);
    assertThat(err())
        .contains("'severe' is not one of low, medium, high, critical, none")
        .contains("--fail-on");
  }

  @Test
  void noFolder_isAUsageError() {
    assertThat(run("replay")).isEqualTo(2);
    assertThat(err()).contains("<journal dir>");
  }

  private Path runFolder(String name, long... times) throws IOException {
    Path folder = Files.createDirectories(root.resolve(name));
    Files.write(folder.resolve("journal-000001.maj"), new byte[0]);
    journals.put(folder.getFileName().toString(), times);
    return folder;
  }

  /** Ticks at given times; a negative time is damage. */
  private final class FakeRecording implements Recording {
    private final Deque<Event> events = new ArrayDeque<>();

    FakeRecording(String name) {
      Arrays.stream(journals.get(name)).forEach(time -> events.add(new Tick(0, time)));
    }

    @Override
    public Event peek() throws IOException {
      if (!events.isEmpty() && events.peek().timeMicros() < 0) {
        throw new IOException("bad checksum");
      }
      return events.peek();
    }

    @Override
    public Event next() {
      return events.poll();
    }

    @Override
    public void close() {
      closed++;
    }
  }
}
