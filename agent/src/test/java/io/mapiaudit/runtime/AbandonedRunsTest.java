package io.mapiaudit.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.journal.JournalWriter;
import io.mapiaudit.journal.Ref;
import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.EntryPoint.ResultType;
import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.Stack;
import io.mapiaudit.model.ThreadInfo;
import io.mapiaudit.output.Output;
import io.mapiaudit.output.SampleFindings;
import io.mapiaudit.output.jsonl.LineFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.helpers.NOPLogger;

class AbandonedRunsTest {

  private static final EntryPoint LOGON =
      new EntryPoint(Kind.LOGON, Bridge.JNA, "", "MAPILogonEx", "IMAPISession", ResultType.HRESULT);

  @TempDir Path dir;
  private final List<Throwable> failures = new ArrayList<>();
  private Path own;
  private Path dead;

  @BeforeEach
  void aRunThatDied() throws IOException {
    own = Files.createDirectory(dir.resolve("2-20260102T000000Z"));
    dead = Files.createDirectory(dir.resolve("1-20260101T000000Z"));
    try (JournalWriter writer = JournalWriter.open(dead, SampleFindings.RUN, 1 << 20)) {
      Ref<ThreadInfo> thread = writer.intern(new ThreadInfo(1, "worker", 1, 1, false, false));
      Ref<Stack> stack = writer.intern(Stack.of(Collections.singletonList("a.B.c(B.java:3)")));
      long call =
          writer.callEntered(
              thread,
              writer.intern(SampleFindings.ALICE.identity()),
              writer.intern(LOGON),
              stack,
              0,
              0,
              0,
              null);
      writer.callReturned(call, thread, null, writer.intern(LOGON), null, 0, 0x100, false);
    }
    Files.createFile(dead.resolve("journal.lock"));
  }

  @ParameterizedTest
  @EnumSource(LineFormat.class)
  void file_that_was_begun_is_completed_in_its_own_format(LineFormat begun) throws IOException {
    List<String> whole = completed(begun);
    assertThat(whole).hasSizeGreaterThan(1);
    // The first line is there, the second is torn.
    String torn = whole.get(0) + "\n" + whole.get(1).substring(0, 20);
    Files.write(findings(), torn.getBytes(StandardCharsets.UTF_8));
    Files.createFile(dead.resolve("journal.lock"));

    LineFormat other = begun == LineFormat.ECS ? LineFormat.NATIVE : LineFormat.ECS;

    assertThat(completed(other)).isEqualTo(whole);
  }

  @Test
  void run_that_was_ended_is_left_alone() throws IOException {
    List<String> whole = completed(LineFormat.NATIVE);
    Files.delete(findings());

    completeAll(LineFormat.NATIVE);

    assertThat(findings()).doesNotExist();
    assertThat(whole).allMatch(line -> line.startsWith("{\"schema\":1,"));
  }

  /** A process that ends at once waits for this, else nobody would tell of the one that died. */
  @Test
  void who_waits_finds_the_run_ended() throws Exception {
    Thread waiting = Thread.currentThread();
    UnaryOperator<Finding> onceSomebodyWaits =
        finding -> {
          long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
          while (waiting.getState() != Thread.State.TIMED_WAITING && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
          }
          return finding;
        };
    AbandonedRuns runs = runs(LineFormat.NATIVE, onceSomebodyWaits);
    runs.endInBackground();

    runs.awaitEnded();

    assertThat(dead.resolve("journal.lock")).doesNotExist();
    assertThat(findings()).content().contains("impersonated-logon");
  }

  private List<String> completed(LineFormat format) throws IOException {
    completeAll(format);
    assertThat(dead.resolve("journal.lock")).doesNotExist();
    return Files.readAllLines(findings());
  }

  private void completeAll(LineFormat format) {
    runs(format, UnaryOperator.identity()).end();
    assertThat(failures).isEmpty();
  }

  private AbandonedRuns runs(LineFormat format, UnaryOperator<Finding> suppressions) {
    OldRuns none = new OldRuns(own, 0, NOPLogger.NOP_LOGGER);
    return new AbandonedRuns(own, new Ignored(), suppressions, format, none, failures::add);
  }

  private Path findings() {
    return dead.resolve("findings.jsonl");
  }

  private static final class Ignored implements Output {
    @Override
    public void finding(Finding finding) {}

    @Override
    public void close() {}
  }
}
