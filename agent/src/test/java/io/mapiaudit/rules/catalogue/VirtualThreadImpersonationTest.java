package io.mapiaudit.rules.catalogue;

import static io.mapiaudit.rules.Users.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.EntryPoint.ResultType;
import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.Severity;
import io.mapiaudit.rules.Negative;
import io.mapiaudit.rules.Positive;
import io.mapiaudit.rules.Scenario;
import io.mapiaudit.rules.ScenarioThread;

class VirtualThreadImpersonationTest {

  private static final String RULE = "virtual-thread-impersonation";

  private final Scenario scenario = new Scenario();
  private final ScenarioThread virtual = scenario.process().virtualThread("virtual-1");

  @Positive
  void impersonationOnAVirtualThread_isHighOnce() {
    virtual.impersonate(ALICE).logon();
    Finding finding = scenario.only(RULE);
    assertThat(finding.severity()).isEqualTo(Severity.HIGH);
    assertThat(finding.thread().isVirtual()).isTrue();
    assertThat(finding.actual().identity()).isEqualTo(ALICE);
    assertThat(finding.message()).contains("ImpersonateLoggedOnUser (result true)");
  }

  @Positive
  void mapiCallUnderATokenOfUnseenOrigin_isHigh() {
    virtual.as(ALICE).logon();
    assertThat(scenario.only(RULE).message()).contains("found a token on its carrier");
  }

  @Negative
  void platformThread_keepsItsToken() {
    scenario.thread("worker").impersonate(ALICE).logon();
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void virtualThreadWithoutToken_isRight() {
    virtual.logon();
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void failedImpersonation_leavesNoToken() {
    virtual
        .call(
            new EntryPoint(
                Kind.IMPERSONATE,
                Bridge.JNA,
                "advapi32",
                "ImpersonateLoggedOnUser",
                "",
                ResultType.BOOL))
        .returns(0);
    assertThat(scenario.findings(RULE)).isEmpty();
  }
}
