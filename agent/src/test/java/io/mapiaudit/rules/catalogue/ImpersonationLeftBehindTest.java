package io.mapiaudit.rules.catalogue;

import static io.mapiaudit.rules.Users.ALICE;
import static io.mapiaudit.rules.Users.BOB;
import static io.mapiaudit.rules.Users.SERVICE;
import static io.mapiaudit.rules.Users.UNREADABLE;
import static io.mapiaudit.rules.Users.asProcess;
import static io.mapiaudit.rules.Users.onThread;
import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Severity;
import io.mapiaudit.model.Stack;
import io.mapiaudit.rules.Negative;
import io.mapiaudit.rules.Positive;
import io.mapiaudit.rules.Scenario;
import io.mapiaudit.rules.ScenarioThread;

class ImpersonationLeftBehindTest {

  private static final String RULE = "impersonation-left-behind";

  private final Scenario scenario = new Scenario();
  private final ScenarioThread main = scenario.thread("main");
  private final ScenarioThread pool = scenario.thread("pool-1");

  @Positive
  void taskThatDoesNotRevert_isHighAndNamesWhereItImpersonated() {
    long task = main.submits();
    pool.begins(task).in("com.acme.Job.impersonate").impersonate(ALICE).ends(task);
    Finding finding = scenario.only(RULE);
    assertThat(finding.severity()).isEqualTo(Severity.HIGH);
    assertThat(finding.expected().identity()).isEqualTo(SERVICE);
    assertThat(finding.actual().identity()).isEqualTo(ALICE);
    assertThat(finding.originStack()).isEqualTo(ScenarioThread.stackIn("com.acme.Job.impersonate"));
    assertThat(finding.operation().entryPoint().name()).isEqualTo("ImpersonateLoggedOnUser");
    assertThat(finding.message()).contains("ImpersonateLoggedOnUser", "\"pool-1\"");
  }

  @Positive
  void taskThatSwapsTheToken_leavesAnotherOneBehind() {
    pool.impersonate(ALICE);
    long task = main.submits();
    pool.begins(task).impersonate(BOB).ends(task);
    assertThat(scenario.only(RULE).actual().identity()).isEqualTo(BOB);
  }

  @Positive
  void tokenOfUnseenOrigin_isReportedAtTheSubmission() {
    long task = main.impersonate(ALICE).in("com.acme.Main.submit").submits();
    pool.begins(task).as(BOB).ends(task);
    Finding finding = scenario.only(RULE);
    assertThat(finding.stack()).isEqualTo(ScenarioThread.stackIn("com.acme.Main.submit"));
    assertThat(finding.message()).contains("was not seen");
  }

  @Positive
  void tokenOfAnotherUserThanTheLastSeenCallSet_isNotBlamedOnThatCall() {
    pool.in("com.acme.Old.impersonate").impersonate(ALICE);
    pool.as(SERVICE);
    long task = main.submits();
    pool.begins(task).as(BOB).ends(task);
    assertThat(scenario.only(RULE).originStack()).isEqualTo(Stack.EMPTY);
  }

  @Negative
  void taskThatReverts_isRight() {
    long task = main.submits();
    pool.begins(task).impersonate(ALICE).revert().ends(task);
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void tokenThatWasThereBefore_isNotTheTasks() {
    pool.impersonate(ALICE);
    long task = main.submits();
    pool.begins(task).ends(task);
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void tokenOfTheProcessUserItself_changesNobody() {
    scenario.process().runningAs(asProcess(ALICE));
    long task = main.submits();
    pool.begins(task).impersonate(onThread(ALICE)).ends(task);
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void unreadableTokens_areNotJudged() {
    long task = main.submits();
    pool.begins(task).as(UNREADABLE).ends(task);
    long next = main.submits();
    pool.begins(next).as(ALICE).ends(next);
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void taskWhoseStartWasNotSeen_isNotJudged() {
    pool.impersonate(ALICE).ends(99);
    assertThat(scenario.findings(RULE)).isEmpty();
  }
}
