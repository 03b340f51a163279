package io.mapiaudit.demo.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.demo.scenario.Scenario;
import io.mapiaudit.demo.scenario.Scenarios;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExpectationsTest {

  @Test
  void everyScenario_hasAnExpectationAndEveryExpectationAScenario() {
    List<String> names = Scenarios.all().stream().map(Scenario::name).collect(Collectors.toList());

    assertThat(Expectations.scenarios()).containsExactlyInAnyOrderElementsOf(names);
  }
}
