package io.mapiaudit.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.demo.scenario.Scenario;
import io.mapiaudit.demo.scenario.Scenarios;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class MainTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void noArguments_listEveryScenario() throws Exception {
    assertThat(run()).isZero();

    assertThat(out.toString("US-ASCII"))
        .contains(Scenarios.all().stream().map(Scenario::name).toArray(String[]::new));
  }

  @Test
  void unknownScenario_isUsageErrorThatNamesIt() throws Exception {
    assertThat(run("no-such-thing")).isEqualTo(2);

    assertThat(err.toString("US-ASCII")).contains("no-such-thing");
  }

  @Test
  void unknownBridge_isUsageErrorThatNamesTheKnownOnes() throws Exception {
    assertThat(run("service-account", "--bridge", "corba")).isEqualTo(2);

    assertThat(err.toString("US-ASCII")).contains("jna, jna-direct, com, jni");
  }

  @Test
  void optionWithoutValue_isUsageError() throws Exception {
    assertThat(run("service-account", "--bridge")).isEqualTo(2);

    assertThat(err.toString("US-ASCII")).contains("--bridge needs a value");
  }

  private int run(String... arguments) throws Exception {
    return Main.run(
        arguments, new PrintStream(out, true, "US-ASCII"), new PrintStream(err, true, "US-ASCII"));
  }
}
