package io.mapiaudit.demo.runner;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Whether a scenario under the agent went as expected, and if not, in what respect. */
final class Verdict {

  private final List<String> problems;

  private Verdict(List<String> problems) {
    this.problems = Collections.unmodifiableList(problems);
  }

  /** Compares what was found, live and in the replay of all journals, with what was expected. */
  static Verdict of(Expectation expectation, Findings findings, Findings replay) {
    List<String> problems = new ArrayList<>();
    if (findings.runs().isEmpty()) {
      problems.add("the agent left no run folder");
    }
    expectation.required().stream()
        .filter(rule -> !findings.rules().containsKey(rule))
        .forEach(rule -> problems.add("missing " + rule));
    expectation.inReplay().stream()
        .filter(rule -> !replay.rules().containsKey(rule))
        .forEach(rule -> problems.add("missing in replay: " + rule));
    findings
        .rules()
        .forEach(
            (rule, severity) -> {
              if (expectation.excludes(rule, severity)) {
                problems.add("unexpected " + rule + " (" + severity.label() + ")");
              }
            });
    return new Verdict(problems);
  }

  /** A scenario that could not be judged. */
  static Verdict failed(String problem) {
    return new Verdict(Collections.singletonList(problem));
  }

  boolean isOk() {
    return problems.isEmpty();
  }

  /** Empty when all is as expected. */
  List<String> problems() {
    return problems;
  }
}
