package io.mapiaudit.demo.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void rulesOfOneScenario_standBelowEachOther() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Table table = new Table(new PrintStream(out, true, "US-ASCII"));
    Expectation expectation = Expectation.of("release-stalled", "impersonated-logon");

    table.row(
        "two-users", expectation, Findings.NONE, Findings.NONE, Verdict.failed("exit code 1"));

    assertThat(out.toString("US-ASCII").replace("\r", ""))
        .isEqualTo(
            "two-users                     impersonated-logon                       nothing   "
                + "                                          FAILED\n"
                + "                              release-stalled\n"
                + "  ! exit code 1\n");
  }
}
