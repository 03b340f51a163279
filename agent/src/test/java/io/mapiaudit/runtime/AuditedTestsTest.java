package io.mapiaudit.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.NamedIdentity;
import io.mapiaudit.model.SessionInfo;
import io.mapiaudit.model.Severity;
import io.mapiaudit.model.Stack;
import io.mapiaudit.model.ThreadInfo;
import io.mapiaudit.model.event.EnvironmentObserved;
import io.mapiaudit.model.event.TaskEnded;
import io.mapiaudit.model.event.TaskStarted;
import io.mapiaudit.model.event.TaskSubmitted;
import io.mapiaudit.model.event.ThreadStarted;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Events as the engine gets them; findings as rules raise them in between. */
class AuditedTestsTest {

  private static final Identity IDENTITY = Identity.unknown(Identity.Source.PROCESS);

  private boolean journalIsFull;

  private final AuditedTests tests =
      new AuditedTests(this::recorded, finding -> finding.toBuilder().build());

  private final ThreadInfo main = thread(Thread.currentThread().getId());
  private final ThreadInfo worker = thread(100_001);
  private final ThreadInfo other = thread(100_002);

  /** The journal: the engine is never behind. */
  private void recorded(String key, String value) {
    if (!journalIsFull) {
      tests.on(new EnvironmentObserved(1, 1, key, value));
    }
  }

  private static ThreadInfo thread(long javaId) {
    return new ThreadInfo((int) javaId, "thread " + javaId, javaId, 0, false, false);
  }

  private void begin(String id) {
    tests.begin(id, "class", AuditedTest.Sort.TEST);
  }

  private void beginClass() {
    tests.begin("class", null, AuditedTest.Sort.CONTAINER);
  }

  private void found(ThreadInfo thread) {
    found(thread, null, 0);
  }

  private void found(ThreadInfo thread, String session, int variant) {
    Finding.Builder finding =
        new Finding.Builder("rule", Severity.HIGH)
            .fingerprint("f")
            .message("variant " + variant)
            .thread(thread, null);
    if (session != null) {
      finding.session(
          new Finding.Session(session, Bridge.JNA, new NamedIdentity(IDENTITY, ""), "logon", true));
    }
    tests.observer().occurred(variant, finding::build);
  }

  private void starts(ThreadInfo creator, ThreadInfo started) {
    tests.on(new ThreadStarted(1, 1, creator, IDENTITY, Stack.EMPTY, started));
  }

  private void submits(ThreadInfo giver, long task) {
    tests.on(new TaskSubmitted(1, 1, giver, IDENTITY, Stack.EMPTY, task));
  }

  private void runs(ThreadInfo thread, long task) {
    tests.on(new TaskStarted(1, 1, thread, IDENTITY, task));
  }

  private void ends(ThreadInfo thread, long task) {
    tests.on(new TaskEnded(1, 1, thread, IDENTITY, task));
  }

  private List<String> of(String id) {
    return tests.findings().of(id).stream()
        .map(o -> o.by() + " " + ids(o) + " " + o.finding().count())
        .collect(Collectors.toList());
  }

  private static String ids(Occurrence occurrence) {
    return occurrence.tests().stream().map(AuditedTest::id).collect(Collectors.joining("+"));
  }

  @Test
  void finding_onTheThreadOfTheTest_isItsOwn() {
    begin("a");
    found(main);
    found(main);

    assertThat(of("a")).containsExactly("THREAD a 2");
    assertThat(of("b")).isEmpty();
  }

  @Test
  void finding_onAThreadThatTheTestStarted_isItsOwnForEver() {
    begin("a");
    starts(main, worker);
    starts(worker, other);
    tests.end("a");
    begin("b");
    found(other);

    assertThat(of("a")).containsExactly("THREAD a 1");
    assertThat(of("b")).isEmpty();
  }

  @Test
  void taskOfAnotherTest_onAThreadThatTheFirstOneStarted_isTheOtherTests() {
    begin("a");
    starts(main, worker);
    tests.end("a");
    begin("b");
    submits(main, 7);
    runs(worker, 7);
    found(worker);
    ends(worker, 7);
    found(worker);

    // What is found at the end of a task is the task's, and so is the second one.
    assertThat(of("b")).containsExactly("THREAD b 2");
  }

  @Test
  void threadThatGoesOnAfterATask_isItsStartersAgain() {
    begin("a");
    starts(main, worker);
    submits(other, 9);
    runs(worker, 9);
    ends(worker, 9);
    submits(worker, 10);
    found(worker);

    assertThat(of("a")).containsExactly("THREAD a 1");
  }

  @Test
  void findingOfANativeThread_isTheTestsWhoseSessionItIsAbout() {
    begin("a");
    submits(main, 1);
    tests.observer().sessionBegan(new SessionInfo(4, main, IDENTITY, Bridge.JNA, null, 0));
    begin("b");
    found(other, "4", 0);

    assertThat(of("a")).containsExactly("SESSION a 1");
    assertThat(of("b")).isEmpty();
  }

  @Test
  void findingOfNobody_isAttributedToAllTestsThatRun_andToldToEach() {
    beginClass();
    begin("a");
    begin("b");
    found(other);

    assertThat(of("a")).containsExactly("TIME a+b 1");
    tests.findings().told("a");
    assertThat(of("a")).isEmpty();
    assertThat(of("b")).containsExactly("TIME a+b 1");
    tests.findings().told("b");
    assertThat(of(null)).isEmpty();
  }

  @Test
  void findingOfWhatTheClassHasSetUp_isItsRunningTests_elseTheClasses() {
    beginClass();
    starts(main, worker);
    found(worker);
    begin("a");
    found(worker);
    tests.end("a");

    assertThat(of("a")).containsExactly("TIME a 1");
    assertThat(of("class")).containsExactly("THREAD class 1", "TIME a 1");
  }

  @Test
  void withoutAnyTest_nothingIsKept_andBetweenTestsItIsNobodys() {
    found(main);
    assertThat(of(null)).isEmpty();

    begin("a");
    tests.end("a");
    found(other);

    assertThat(of(null)).containsExactly("NOTHING  1");
    assertThat(of("a")).isEmpty();
  }

  @Test
  void whatTellsMore_replacesTheText() {
    begin("a");
    found(main, null, 1);
    found(main, null, 2);
    found(main, null, 1);

    assertThat(tests.findings().of("a"))
        .singleElement()
        .satisfies(o -> assertThat(o.finding().message()).isEqualTo("variant 2"));
  }

  @Test
  void testThatTwoAnnounce_endsWhenBothSaySo() {
    begin("a");
    begin("a");
    tests.end("a");
    found(main);
    tests.end("a");
    begin("b");
    found(main);

    assertThat(of("a")).containsExactly("THREAD a 1");
    assertThat(of("b")).containsExactly("THREAD b 1");
  }

  @Test
  void question_isAnsweredWhenTheEngineComesToIt_elseTimesOut() throws Exception {
    assertThat(tests.questions().ask(() -> 42, TimeUnit.SECONDS.toNanos(10))).isEqualTo(42);

    journalIsFull = true;
    assertThatThrownBy(() -> tests.questions().ask(() -> 42, TimeUnit.MILLISECONDS.toNanos(20)))
        .isInstanceOf(TimeoutException.class);
  }
}
