package io.mapiaudit.rules;

import static io.mapiaudit.rules.Users.ALICE;
import static io.mapiaudit.rules.Users.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What was known when recording was switched off must not be held against anybody afterwards. */
class RecordingGapTest {

  private final Scenario scenario = new Scenario();
  private final ScenarioThread main = scenario.thread("main");
  private final ScenarioThread other = scenario.thread("other");

  /** Recording is off and on again; whatever happens meanwhile is not in the journal. */
  private void gap() {
    scenario.process().recording(false).recording(true);
  }

  @Test
  void anAddressUsedAgainDuringTheGap_isNotTheOldSessionsObject() {
    main.impersonate(ALICE);
    long store = main.openStore(main.logon());
    gap();

    other.as(BOB).use(store).succeeds();

    assertThat(scenario.findings("session-crosses-identities")).isEmpty();
  }

  @Test
  void aSessionReleasedDuringTheGap_isNoContextBesideTheNextOne() {
    main.impersonate(ALICE).logon();
    gap();

    other.as(BOB).logon("Other");

    assertThat(scenario.findings("multiple-user-contexts")).isEmpty();
  }

  @Test
  void aReleaseWhoseReturnFellIntoTheGap_hasNotStalled() {
    long session = main.impersonate(ALICE).logon();
    main.releaseCall(session).enter();
    gap();
    scenario.after(2 * ScenarioProcess.STALL_MICROS);

    other.initialize();
    scenario.process().tick();

    assertThat(scenario.findings("release-stalled")).isEmpty();
  }

  @Test
  void aReleaseThatHadStalledBefore_isTold() {
    long session = main.impersonate(ALICE).logon();
    main.releaseCall(session).enter();
    scenario.after(2 * ScenarioProcess.STALL_MICROS);
    gap();

    assertThat(scenario.findings("release-stalled")).hasSize(1);
  }

  @Test
  void aTaskHandedOverBefore_mayHaveBeenHandedOverAgain() {
    long task = main.impersonate(ALICE).submits();
    gap();

    other.begins(task).logon();

    assertThat(scenario.findings("identity-not-propagated")).isEmpty();
  }

  @Test
  void aTaskThatEndedDuringTheGap_isNotTheOneTheThreadIsInNow() {
    long task = main.impersonate(ALICE).submits();
    other.begins(task);
    gap();

    other.logon();
    other.ends(task);

    assertThat(scenario.findings("identity-not-propagated")).isEmpty();
    assertThat(scenario.findings("impersonation-left-behind")).isEmpty();
  }

  @Test
  void aNotificationForASinkFromBefore_isNotPutDownToALaterSession() {
    long store = main.openStore(main.logon());
    long sink = main.newSink(1, 2);
    main.advise(store, sink);
    gap();
    other.as(ALICE).logon();

    scenario.process().nativeThread("rpc").notified(sink);

    assertThat(scenario.findings("async-notification-in-process-identity")).isEmpty();
  }

  @Test
  void aSinkMadeAfterwards_isFollowedAsEver() {
    main.impersonate(BOB).logon();
    gap();
    main.as(ALICE);
    long store = main.openStore(main.logon());
    long sink = main.newSink(1, 2);
    main.advise(store, sink);

    scenario.process().nativeThread("rpc").notified(sink);

    assertThat(scenario.findings("async-notification-in-process-identity")).hasSize(1);
  }

  @Test
  void aProfileThatMayHaveGotItsFlagDuringTheGap_isNotBlamed() {
    main.impersonate(ALICE).initialize();
    gap();

    long session = main.logon();
    main.logoff(session);

    assertThat(scenario.findings("notifications-not-disabled")).isEmpty();
  }

  @Test
  void whenNothingWasSeenBefore_allRulesApplyAsAfterALateAttach() {
    scenario.process().recording(false).recording(true);
    main.impersonate(ALICE);
    main.logoff(main.logon());

    assertThat(scenario.findings("notifications-not-disabled")).hasSize(1);
  }

  @Test
  void whatIsRecordedWhileItIsOff_countsForNothing() {
    main.initialize();
    scenario.process().recording(false);
    main.impersonate(ALICE).logon();
    scenario.process().recording(true);

    assertThat(scenario.findings()).isEmpty();
  }

  @Test
  void aSessionThatLivesWhenItIsSwitchedOff_isJudgedThen() {
    main.impersonate(ALICE).logon();
    assertThat(scenario.findings("notifications-not-disabled")).isEmpty();

    scenario.process().recording(false);

    assertThat(scenario.findings("notifications-not-disabled")).hasSize(1);
  }

  @Test
  void aProcessKilledWhileItIsOff_didNotEndWhileImpersonating() {
    main.impersonate(ALICE).logon();
    scenario.process().recording(false);

    scenario.finish();

    assertThat(scenario.findings("ended-abruptly-while-impersonating")).isEmpty();
  }

  @Test
  void sessionNumbersGoOn() {
    main.impersonate(ALICE).logon();
    gap();

    other.as(BOB).logon();

    assertThat(scenario.findings("impersonated-logon"))
        .extracting(finding -> finding.session().id())
        .containsExactly("1", "2");
  }
}
