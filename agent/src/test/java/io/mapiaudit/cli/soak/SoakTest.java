package io.mapiaudit.cli.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapiaudit.cli.Findings;
import io.mapiaudit.model.Severity;
import io.mapiaudit.output.jsonl.FindingJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoakTest {

  @TempDir Path dir;

  private final List<String> told = new ArrayList<>();
  private final List<Path> runs = new ArrayList<>();
  private OptionalInt exitCode = OptionalInt.of(0);

  @BeforeEach
  void recorded() throws IOException {
    Path run = Files.createDirectory(dir.resolve("7-x"));
    runs.add(run);
    write(
        run.resolve("samples.jsonl"),
        "{\"calls\":0,\"heapUsed\":1048576,\"threads\":2}",
        "{\"calls\":1200,\"notifications\":3,\"identities\":2,\"sessions\":1,"
            + "\"findings\":{\"critical\":1,\"high\":0},\"heapUsed\":3145728,\"threads\":5}");
  }

  @Test
  void programThatEndsWithoutFindings_hasPassed() throws Exception {
    SoakVerdict verdict = soak(Severity.HIGH);

    assertThat(verdict.isAudited()).isTrue();
    assertThat(verdict.isFailed()).isFalse();
    assertThat(told.get(0))
        .contains("7-x: 1,200 calls")
        .contains("3 notifications, 2 identities, 1 sessions, findings: 1 critical, heap 3 MiB");
    assertThat(verdict.lines())
        .contains(
            "From first to last of 7-x: sessions 0 -> 1, heap 1 -> 3 MiB"
                    .replace("1 ->", "1 MiB ->")
                + ", metaspace 0 MiB -> 0 MiB, threads 2 -> 5",
            "Soak of 00:00:00: passed",
            "  the program has ended; its exit code is 0; no findings");
  }

  @Test
  void findings_failIt_inTheirLatestState() throws Exception {
    write(
        runs.get(0).resolve("findings.jsonl"),
        FindingJson.line(Findings.full().build()),
        FindingJson.line(Findings.full().count(10).build()),
        "{\"schema\":1,\"rule\":\"torn");

    SoakVerdict verdict = soak(Severity.CRITICAL);

    assertThat(verdict.isFailed()).isTrue();
    String line =
        "CRITICAL async-notification-in-process-identity at com.acme.Sink.onNotify(Sink.java:42)";
    assertThat(told).contains("00:00:00  new: " + line);
    assertThat(verdict.lines()).contains("  " + line + ", 10 times");
    assertThat(soak(null).isFailed()).isFalse();
  }

  @Test
  void suppressedAndLesserFindings_doNotFailIt() throws Exception {
    write(
        runs.get(0).resolve("findings.jsonl"),
        FindingJson.line(Findings.full().suppressed("known").build()),
        FindingJson.line(Findings.bare().fingerprint("aa").build()));

    assertThat(soak(Severity.HIGH).isFailed()).isFalse();
    assertThat(soak(Severity.MEDIUM).isFailed()).isTrue();
  }

  @Test
  void programThatFails_failsIt() throws Exception {
    exitCode = OptionalInt.of(137);

    SoakVerdict verdict = soak(Severity.HIGH);

    assertThat(verdict.isFailed()).isTrue();
    assertThat(verdict.lines())
        .contains("  the program has ended; its exit code is 137; no findings");
  }

  @Test
  void interruptThatReachedTheProgramFirst_isNoFailureOfIt() throws Exception {
    exitCode = OptionalInt.of(130);

    SoakVerdict verdict = soak(Severity.HIGH);

    assertThat(verdict.isFailed()).isFalse();
    assertThat(verdict.lines().toString()).contains("it was stopped");
  }

  @Test
  void processThatDied_isJudgedToTheEnd_andCountedOnce() throws Exception {
    write(runs.get(0).resolve("findings.jsonl"), FindingJson.line(Findings.full().build()));

    SoakVerdict verdict =
        new Soak(
                new Ended(),
                null,
                Duration.ofSeconds(1),
                Severity.HIGH,
                new SoakTeller(told::add, false),
                (run, findings) -> findings.add(Findings.full().count(7).build(), run.toString()))
            .run();

    assertThat(verdict.lines().toString()).contains("Sink.java:42), 7 times");
  }

  @Test
  void noRunAtAll_isNoVerdict_andNoCallIsSaid() throws Exception {
    runs.clear();
    assertThat(soak(Severity.HIGH).isAudited()).isFalse();

    runs.add(Files.createDirectory(dir.resolve("8-y")));
    write(runs.get(0).resolve("samples.jsonl"), "{\"calls\":0,\"notifications\":0}");
    assertThat(soak(Severity.HIGH).lines())
        .anyMatch(line -> line.startsWith("No MAPI entry point was called"));
  }

  @Test
  void spans_areReadAsPeopleWriteThem() {
    assertThat(SoakSpan.parse("8h")).isEqualTo(Duration.ofHours(8));
    assertThat(SoakSpan.parse("1h30m")).isEqualTo(Duration.ofMinutes(90));
    assertThat(SoakSpan.parse(" 90 s")).isEqualTo(Duration.ofSeconds(90));
    assertThat(SoakSpan.parse("2d")).isEqualTo(Duration.ofDays(2));
    for (String wrong : Arrays.asList("", "8", "h", "-1h", "0s", "8 hours", "1h and 2m")) {
      assertThatThrownBy(() -> SoakSpan.parse(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private SoakVerdict soak(Severity failOn) throws Exception {
    return new Soak(
            new Ended(),
            null,
            Duration.ofSeconds(1),
            failOn,
            new SoakTeller(told::add, false),
            (run, findings) -> {})
        .run();
  }

  private static void write(Path file, String... lines) throws IOException {
    Files.write(file, Arrays.asList(lines), StandardCharsets.UTF_8);
  }

  /** A program that has ended. */
  private final class Ended implements SoakTarget {
    @Override
    public boolean isAlive() {
      return false;
    }

    @Override
    public void await(long millis) {}

    @Override
    public List<Path> runs() {
      return runs;
    }

    @Override
    public List<String> end() {
      return Collections.emptyList();
    }

    @Override
    public OptionalInt exitCode() {
      return exitCode;
    }
  }
}
