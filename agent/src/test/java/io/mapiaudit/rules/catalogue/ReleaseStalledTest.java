package io.mapiaudit.rules.catalogue;

import static io.mapiaudit.model.event.EnvironmentObserved.MODULE_VERSION;
import static io.mapiaudit.rules.Users.ALICE;
import static io.mapiaudit.rules.Users.BOB;
import static io.mapiaudit.rules.Users.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Severity;
import io.mapiaudit.rules.Negative;
import io.mapiaudit.rules.Positive;
import io.mapiaudit.rules.Scenario;
import io.mapiaudit.rules.ScenarioCall;
import io.mapiaudit.rules.ScenarioThread;

class ReleaseStalledTest {

  private static final String RULE = "release-stalled";
  private static final long STALL = 30_000_000;

  private final Scenario scenario = new Scenario();
  private final ScenarioThread worker = scenario.thread("worker");
  private final ScenarioThread other = scenario.thread("other");

  private ScenarioCall hangingRelease() {
    worker.impersonate(ALICE);
    other.impersonate(BOB).logon("Bob");
    long store = worker.openStore(worker.logon("Alice"));
    return worker.in("com.acme.Closer.close").releaseCall(store).enter();
  }

  @Positive
  void hangAmongTwoUserContexts_isCriticalWithAllStacks() {
    scenario.after(2 * STALL);
    ScenarioCall release = hangingRelease();
    scenario.after(STALL);
    worker.sampled(release.id(), "com.acme.Native.hang");
    other.sampled(0, "com.acme.Bob.work");
    scenario.process().tick();
    Finding finding = scenario.only(RULE);
    assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(finding.stack()).isEqualTo(ScenarioThread.stackIn("com.acme.Native.hang"));
    assertThat(finding.related()).hasSize(1);
    assertThat(finding.related().get(0).thread().name()).isEqualTo("other");
    assertThat(finding.related().get(0).stack())
        .isEqualTo(ScenarioThread.stackIn("com.acme.Bob.work"));
    assertThat(finding.operation().result()).isNull();
    assertThat(finding.message())
        .contains("IUnknown::Release", "30.0 s", ALICE.sid(), BOB.sid(), "2 users");
  }

  @Positive
  void anyLaterEvent_willDoOnceTheSamplerHadItsTime() {
    hangingRelease();
    scenario.after(STALL);
    other.initialize();
    assertThat(scenario.findings(RULE)).isEmpty();
    scenario.after(1_000_000);
    other.initialize();
    assertThat(scenario.only(RULE).stack())
        .isEqualTo(ScenarioThread.stackIn("com.acme.Closer.close"));
  }

  @Positive
  void oneHang_isReportedOnce() {
    hangingRelease();
    scenario.after(STALL).process().tick();
    scenario.after(STALL).process().tick().tick();
    assertThat(scenario.only(RULE).count()).isEqualTo(1);
  }

  @Positive
  void hangBehindAnotherOne_isFoundToo() {
    hangingRelease();
    scenario.after(STALL / 2);
    long store = other.openStore(other.logon("Bob2"));
    other.in("com.acme.Other.close").releaseCall(store).enter();
    scenario.after(STALL).process().tick();
    assertThat(scenario.findings(RULE)).hasSize(2);
  }

  @Positive
  void hangOfTheOnlyUser_isNotBlamedOnUserContexts() {
    worker.releaseCall(worker.openStore(worker.logon())).enter();
    scenario.after(STALL).process().tick();
    assertThat(scenario.only(RULE).message()).contains("not source 001's case");
  }

  @Positive
  void hangDoubtedAfterLostEvents_isReportedWhenAStackConfirmsIt() {
    ScenarioCall release = hangingRelease();
    scenario.process().lostEvents();
    scenario.after(STALL).process().tick();
    assertThat(scenario.findings(RULE)).isEmpty();
    worker.sampled(release.id(), "com.acme.Native.hang");
    scenario.process().tick();
    assertThat(scenario.findings(RULE)).hasSize(1);
  }

  @Positive
  void withoutASweep_nothingIsSaidOfThePollingThreads() {
    hangingRelease();
    scenario.after(STALL).process().tick();
    assertThat(scenario.only(RULE).message())
        .contains("Likely: MAPI waits for a polling thread", "Nothing is known of MAPI's own");
  }

  @Positive
  void pollingThreadsThatAreGone_areNamed() {
    other.impersonate(BOB).logon("Bob");
    scenario.process().nativeWorker(5001, "exmapi32.dll", SERVICE);
    scenario.process().sweeps();
    worker.impersonate(ALICE);
    worker.releaseCall(worker.openStore(worker.logon("Alice"))).enter();
    scenario.after(STALL / 2).process().nativeThreadEnded(5001).sweeps();
    scenario.after(STALL / 2).process().tick();
    assertThat(scenario.only(RULE).message())
        .contains("saw no thread of MAPI any more: certain is that its polling threads have ended")
        .contains("thread 5001 (exmapi32.dll+0x1f40, as " + SERVICE.sid(), "in source 001")
        .contains("The thread sweep of 15.0 s before this");
  }

  @Positive
  void noThreadOfALoadedMapi_meansThatItsThreadsHaveEnded() {
    scenario.process().observed(MODULE_VERSION + "exmapi32.dll", "unknown");
    hangingRelease();
    scenario.process().sweeps();
    scenario.after(STALL).process().tick();
    assertThat(scenario.only(RULE).message()).contains("its polling threads have ended. Likely");
  }

  @Positive
  void noThreadOfALibraryThatIsNotThere_meansNothing() {
    scenario.process().observed(MODULE_VERSION + "rpcrt4.dll", "10.0.1.1");
    hangingRelease();
    scenario.process().sweeps();
    scenario.after(STALL).process().tick();
    assertThat(scenario.only(RULE).message())
        .contains("nothing is known of the polling threads")
        .doesNotContain("ended. Likely");
  }

  @Positive
  void threadsThatAreAlive_areNamed() {
    hangingRelease();
    scenario.process().nativeWorker(5001, "exmapi32.dll", SERVICE);
    scenario.process().sweeps();
    scenario.after(STALL).process().tick();
    assertThat(scenario.only(RULE).message())
        .contains("threads of MAPI are alive: thread 5001 (exmapi32.dll+0x1f40")
        .contains("not source 001's mechanism")
        .doesNotContain("have ended");
  }

  @Positive
  void someEndedAndSomeAlive_areTold() {
    other.impersonate(BOB).logon("Bob");
    scenario.process().nativeWorker(5001, "exmapi32.dll", SERVICE);
    scenario.process().nativeWorker(5002, "exmapi32.dll", SERVICE);
    scenario.process().sweeps();
    worker.impersonate(ALICE);
    worker.releaseCall(worker.openStore(worker.logon("Alice"))).enter();
    scenario.process().nativeThreadEnded(5001).sweeps();
    scenario.after(STALL).process().tick();
    assertThat(scenario.only(RULE).message())
        .contains("have ended: thread 5001", "alive: thread 5002", "is not known");
  }

  @Positive
  void sweepBeforeTheCall_tellsNothing() {
    scenario.process().sweeps();
    hangingRelease();
    scenario.after(STALL).process().tick();
    assertThat(scenario.only(RULE).message()).contains("earlier than the call");
  }

  @Negative
  void slowReleaseThatCameBackInTime_isRight() {
    ScenarioCall release = hangingRelease();
    scenario.after(STALL - 1_000_000);
    release.returns(0);
    scenario.after(STALL).process().tick();
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void slowCallThatIsNoRelease_isNotThisRules() {
    worker.impersonate(ALICE);
    worker.use(worker.openStore(worker.logon())).enter();
    scenario.after(2 * STALL).process().tick();
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void threadThatCallsAgain_isNotHanging() {
    hangingRelease();
    worker.initialize();
    scenario.after(2 * STALL).process().tick();
    assertThat(scenario.findings(RULE)).isEmpty();
  }
}
