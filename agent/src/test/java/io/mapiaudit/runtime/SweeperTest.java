package io.mapiaudit.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.identity.Naming;
import io.mapiaudit.identity.ThreadFacts;
import io.mapiaudit.identity.ThreadSource;
import io.mapiaudit.journal.JournalWriter;
import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.RunInfo;
import io.mapiaudit.model.Stack;
import io.mapiaudit.model.ThreadInfo;
import io.mapiaudit.model.Transport;
import io.mapiaudit.model.event.CallReturned;
import io.mapiaudit.model.event.RecordingSwitched;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class SweeperTest {

  private static final Identity SERVICE =
      new Identity("S-1-5-18", Identity.Source.PROCESS, Identity.Level.NONE, 1, 1, 0);
  private static final long SECONDS = 30;

  private final Semaphore listed = new Semaphore(0);
  private final Semaphore asked = new Semaphore(0);
  private final Semaphore closed = new Semaphore(0);
  private final Semaphore gate = new Semaphore(Integer.MAX_VALUE);
  private final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
  private volatile IllegalStateException failure;
  @TempDir Path temp;
  private JournalWriter journal;
  private Sweeper sweeper;

  @BeforeEach
  void open() throws Exception {
    RunInfo run = new RunInfo(1, "h", "test", 1, SERVICE, Transport.UNKNOWN, 30);
    journal = JournalWriter.open(temp.resolve("run"), run, 4 << 20);
  }

  @AfterEach
  void close() throws Exception {
    sweeper.stop();
    assertThat(sweeper.awaitEnd()).isTrue();
    journal.close();
    assertThat(failures).isEmpty();
  }

  private void start(Duration interval) {
    sweeper = new Sweeper(interval, failures::add, LoggerFactory.getLogger(SweeperTest.class));
    // A sweep takes no time: the longer one takes, the longer a logon waits for the next.
    NativeSweep sweep =
        new NativeSweep(new OneThread(), journal, Naming.PLAIN, Collections.emptySet(), () -> 0);
    MachineFacts facts =
        new MachineFacts(
            new WrittenRegistry(),
            name -> Optional.empty(),
            () -> "elevated",
            Collections.emptyList(),
            journal,
            Naming.PLAIN,
            SERVICE);
    sweeper.start(facts, sweep, closed::release);
  }

  private static boolean happens(Semaphore what) throws InterruptedException {
    return what.tryAcquire(SECONDS, TimeUnit.SECONDS);
  }

  @Test
  void firstSweep_isAtTheStart_andTheNextAfterTheInterval() throws Exception {
    start(Duration.ofMillis(100));
    assertThat(happens(listed)).isTrue();
    assertThat(happens(listed)).isTrue();
    assertThat(happens(listed)).isTrue();
  }

  @Test
  void logon_asksForASweep_longBeforeTheInterval() throws Exception {
    start(Duration.ofDays(1));
    assertThat(happens(listed)).isTrue();
    logon();
    assertThat(happens(listed)).isTrue();
  }

  @Test
  void releaseThatTakesLong_asksForASweep() throws Exception {
    start(Duration.ofDays(1));
    assertThat(happens(listed)).isTrue();
    sweeper.releaseTakesLong();
    assertThat(happens(listed)).isTrue();
  }

  @Test
  void releaseTakesLong_isAnswered_onlyByARoundThatBeganLater() throws Exception {
    gate.drainPermits();
    start(Duration.ofDays(1));
    assertThat(happens(listed)).isTrue();
    BooleanSupplier isOver = sweeper.releaseTakesLong();
    gate.release();
    assertThat(happens(listed)).isTrue();
    assertThat(isOver.getAsBoolean()).as("only the round before it is over").isFalse();
    gate.release();
    sweeper.stop();
    assertThat(sweeper.awaitEnd()).isTrue();
    assertThat(isOver.getAsBoolean()).isTrue();
    assertThat(sweeper.describe()).containsEntry("sweeps", 2L);
  }

  @Test
  void releaseTakesLong_whereNothingLooks_isAnsweredAtOnce() {
    sweeper =
        new Sweeper(Duration.ofDays(1), failures::add, LoggerFactory.getLogger(SweeperTest.class));
    assertThat(sweeper.releaseTakesLong().getAsBoolean()).isTrue();
  }

  @Test
  void whileRecordingIsOff_nothingIsSwept_andThenEverythingIsToldAnew() throws Exception {
    start(Duration.ofDays(1));
    assertThat(happens(listed)).isTrue();
    assertThat(happens(asked)).isTrue();
    sweeper.on(new RecordingSwitched(1, 1, false, "test"));
    sweeper.releaseTakesLong();
    sweeper.on(new RecordingSwitched(2, 2, true, "test"));
    sweeper.releaseTakesLong();
    assertThat(happens(asked)).as("where the thread began is asked again").isTrue();
  }

  @Test
  void whatCannotBeListed_isSaidInStatus_untilItCan() throws Exception {
    failure = new IllegalStateException("no such call");
    start(Duration.ofDays(1));
    assertThat(happens(listed)).isTrue();
    failure = null;
    sweeper.releaseTakesLong();
    assertThat(happens(listed)).isTrue();
    sweeper.stop();
    assertThat(sweeper.awaitEnd()).isTrue();
    assertThat(sweeper.describe()).containsEntry("on", true).containsEntry("sweeps", 1L);
  }

  @Test
  void end_givesBackWhatTheSweepNeeded() throws Exception {
    start(Duration.ofDays(1));
    sweeper.stop();
    assertThat(sweeper.awaitEnd()).isTrue();
    assertThat(closed.tryAcquire()).isTrue();
  }

  @Test
  void withoutAThread_statusSaysWhy() throws Exception {
    sweeper =
        new Sweeper(Duration.ofDays(1), failures::add, LoggerFactory.getLogger(SweeperTest.class));
    sweeper.off("that is for Windows only");
    logon();
    assertThat(sweeper.describe())
        .containsEntry("on", false)
        .containsEntry("reason", "that is for Windows only");
  }

  private void logon() {
    EntryPoint logon =
        new EntryPoint(
            Kind.LOGON, Bridge.JNA, "mapi32", "MAPILogonEx", "", EntryPoint.ResultType.HRESULT);
    ThreadInfo thread = new ThreadInfo(1, "worker", 1, 1, false, false);
    sweeper.on(
        new CallReturned(2, 2, 1, thread, null, logon, Stack.EMPTY, 0, 1, /* threw= */ false));
  }

  /** A process with one native thread. */
  private final class OneThread implements ThreadSource {
    @Override
    public void list(Visitor visitor) {
      IllegalStateException now = failure;
      listed.release();
      gate.acquireUninterruptibly();
      if (now != null) {
        throw now;
      }
      visitor.thread(10, 100);
    }

    @Override
    public Optional<ThreadFacts> facts(long osId) {
      asked.release();
      return Optional.of(new ThreadFacts(0x10, "ntdll.dll", 0));
    }

    @Override
    public String description(long osId) {
      return "";
    }

    @Override
    public Identity identity(long osId) {
      return SERVICE;
    }
  }
}
