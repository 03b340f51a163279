package io.mapiaudit.rules;

import static io.mapiaudit.rules.Users.ALICE;
import static io.mapiaudit.rules.Users.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.Kind;
import io.mapiaudit.model.RunInfo;
import io.mapiaudit.model.Stack;
import io.mapiaudit.model.ThreadInfo;
import io.mapiaudit.model.Transport;
import io.mapiaudit.model.event.CallEntered;
import io.mapiaudit.model.event.CallReturned;
import io.mapiaudit.model.event.EnvironmentObserved;
import io.mapiaudit.model.event.Event;
import io.mapiaudit.model.event.NativeThreadEnded;
import io.mapiaudit.model.event.NativeThreadSeen;
import io.mapiaudit.model.event.RunEnded;
import io.mapiaudit.model.event.RunStarted;
import io.mapiaudit.model.event.StackSampled;
import io.mapiaudit.model.event.TaskEnded;
import io.mapiaudit.model.event.TaskStarted;
import io.mapiaudit.model.event.TaskSubmitted;
import io.mapiaudit.model.event.ThreadStarted;
import io.mapiaudit.model.event.ThreadsSwept;
import io.mapiaudit.model.event.Tick;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RunAuditTest {

  private static final String STALLED = "release-stalled";
  private static final long NOW = 1_700_000_000_000_000L;

  private final Scenario scenario = new Scenario();
  private final ScenarioThread worker = scenario.thread("worker");

  static List<Event> events() {
    ThreadInfo thread = Calls.thread(1).info();
    Call call = Calls.on(Calls.thread(1), 1);
    RunInfo run = new RunInfo(1, "h", "v", NOW, SERVICE, Transport.UNKNOWN, 30);
    Stack none = Stack.EMPTY;
    return Arrays.asList(
        new RunStarted(1, NOW, run),
        new CallEntered(1, NOW, thread, SERVICE, call.entryPoint(), none, 0, 0, 0, null),
        new CallReturned(1, NOW, 9, thread, null, call.entryPoint(), none, 0, 0, false),
        new ThreadStarted(1, NOW, thread, SERVICE, none, thread),
        new TaskSubmitted(1, NOW, thread, SERVICE, none, 1),
        new TaskStarted(1, NOW, thread, SERVICE, 1),
        new TaskEnded(1, NOW, thread, SERVICE, 1),
        new StackSampled(1, NOW, thread, none, 1),
        new EnvironmentObserved(1, NOW, "key", "value"),
        new NativeThreadSeen(1, NOW, thread, SERVICE, "m.dll", 1, 0, NOW, true),
        new NativeThreadEnded(1, NOW, thread, NOW),
        new ThreadsSwept(1, NOW, 3, 0, 1),
        new Tick(1, NOW),
        new RunEnded(1, NOW));
  }

  @ParameterizedTest
  @MethodSource("events")
  void everyEvent_movesTheTimeOfTheRunOn(Event event) {
    Findings findings = new Findings(f -> {});
    Subscriptions subscriptions = new Subscriptions();
    Audit audit = new Audit(new Profiles(), findings, subscriptions);
    event.deliverTo(new RunAudit(audit, findings, subscriptions));
    assertThat(audit.now()).isEqualTo(NOW);
  }

  @ParameterizedTest
  @MethodSource("events")
  void nothingAfterTheEnd_isTakenOver(Event event) {
    Findings findings = new Findings(f -> {});
    Subscriptions subscriptions = new Subscriptions();
    Audit audit = new Audit(new Profiles(), findings, subscriptions);
    RunAudit run = new RunAudit(audit, findings, subscriptions);
    run.on(new RunEnded(0, 5));
    if (!(event instanceof RunStarted)) {
      event.deliverTo(run);
      assertThat(audit.now()).isEqualTo(5);
      assertThat(audit.threads()).isEmpty();
      assertThat(audit.environment("key")).isNull();
    }
  }

  private ScenarioCall hangingRelease() {
    worker.impersonate(ALICE);
    return worker.releaseCall(worker.openStore(worker.logon("A"))).enter();
  }

  private void longLater() {
    scenario.after(2 * ScenarioProcess.STALL_MICROS).process().tick();
  }

  @Test
  void releaseInsideACallThatCameBack_isNotHanging() {
    worker.impersonate(ALICE);
    long store = worker.openStore(worker.logon("A"));
    ScenarioCall outer = worker.use(store).enter();
    worker.releaseCall(store).enter();
    outer.succeeds();
    longLater();
    assertThat(scenario.findings(STALLED)).isEmpty();
  }

  @Test
  void threadThatSubmitsATask_isNotHanging() {
    hangingRelease();
    worker.submits();
    longLater();
    assertThat(scenario.findings(STALLED)).isEmpty();
  }

  @Test
  void threadInANotificationInsideItsRelease_canStillHang() {
    hangingRelease();
    worker.notification(0, 0, 0).succeeds();
    longLater();
    assertThat(scenario.findings(STALLED)).hasSize(1);
  }

  @Test
  void endOfTheRun_isALastLookAtWhatHangs() {
    hangingRelease();
    scenario.after(ScenarioProcess.STALL_MICROS).process().end();
    assertThat(scenario.findings(STALLED)).hasSize(1);
  }

  @Test
  void runThatEnded_usesNoProfileAnyMore() {
    worker.logon("Mail");
    scenario.process().end();
    scenario
        .process("later")
        .thread("admin")
        .call(Kind.PROFILE_DELETE, "IProfAdmin", "DeleteProfile")
        .text("Mail")
        .succeeds();
    assertThat(scenario.findings("profile-deleted-in-use")).isEmpty();
  }
}
