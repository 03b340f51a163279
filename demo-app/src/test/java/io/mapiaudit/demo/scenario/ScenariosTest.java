package io.mapiaudit.demo.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.demo.ChildJvm;
import io.mapiaudit.demo.binding.Bridge;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Scanner;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScenariosTest {

  @TempDir Path folder;

  @Test
  void names_areUnique() {
    assertThat(Scenarios.all()).extracting(Scenario::name).doesNotHaveDuplicates();
  }

  @ParameterizedTest(name = "{0} over {1}")
  @MethodSource("everyScenarioOverEveryBridge")
  void transcript_isTheDocumentedOne(Scenario scenario, Bridge bridge) throws Exception {
    ChildJvm jvm = ChildJvm.run(folder, scenario.name(), "--bridge", bridge.label());

    assertThat(jvm.output()).isEqualTo(documented(scenario.name()));
    assertThat(jvm.exitCode() != 0).isEqualTo(scenario.launches().get(0).endsAbruptly());
  }

  @Test
  void restartedProgram_isAliveAgain() throws Exception {
    ChildJvm jvm = ChildJvm.run(folder, "fast-fail", "--role", "restarted");

    assertThat(jvm.output())
        .isEqualTo("restarted: logged on as the process user\nrestarted: poll: 0 message(s)\n");
    assertThat(jvm.exitCode()).isZero();
  }

  static Stream<Arguments> everyScenarioOverEveryBridge() {
    return Scenarios.all().stream()
        .flatMap(
            scenario -> Stream.of(Bridge.values()).map(bridge -> Arguments.of(scenario, bridge)))
        // These last their seconds over every bridge; once is enough.
        .filter(row -> !isLong((Scenario) row.get()[0]) || row.get()[1] == Bridge.JNA);
  }

  private static boolean isLong(Scenario scenario) {
    return scenario instanceof TwoUsers || scenario instanceof NativeWorkers;
  }

  private static String documented(String scenario) {
    InputStream text = ScenariosTest.class.getResourceAsStream(scenario + ".txt");
    assertThat(text).as("a transcript of %s in the test resources", scenario).isNotNull();
    try (Scanner scanner = new Scanner(text, StandardCharsets.US_ASCII.name())) {
      return scanner.useDelimiter("\\A").next().replace("\r", "");
    }
  }
}
