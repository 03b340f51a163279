package io.mapiaudit.demo.runner;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Prints a line for each scenario, and more where there is more to say. */
final class Table {

  private final PrintStream out;

  Table(PrintStream out) {
    this.out = out;
  }

  void header() {
    line("scenario", "expected", "found", "verdict");
    line(dashes(29), dashes(40), dashes(51), dashes(7));
  }

  void row(
      String scenario,
      Expectation expectation,
      Findings findings,
      Findings replay,
      Verdict verdict) {
    List<String> expected = new ArrayList<>(expectation.required());
    expectation.inReplay().forEach(rule -> expected.add(rule + " (in replay)"));
    List<String> found = new ArrayList<>();
    findings.rules().forEach((rule, severity) -> found.add(rule + " (" + severity.label() + ")"));
    expectation.inReplay().stream()
        .filter(replay.rules()::containsKey)
        .forEach(rule -> found.add(rule + " (" + replay.rules().get(rule).label() + ")"));
    if (expected.isEmpty()) {
      expected.add("nothing");
    }
    if (found.isEmpty()) {
      found.add("nothing");
    }
    int height = Math.max(expected.size(), found.size());
    for (int i = 0; i < height; i++) {
      String name = i == 0 ? scenario : "";
      String judgement = verdict.isOk() ? "ok" : "FAILED";
      line(name, at(expected, i), at(found, i), i == 0 ? judgement : "");
    }
    if (!expectation.note().isEmpty()) {
      out.println("  (" + expectation.note() + ")");
    }
    verdict.problems().forEach(problem -> out.println("  ! " + problem));
  }

  /** Says where the evidence for the row is. */
  void folder(Path folder) {
    out.println("  " + folder);
    out.flush();
  }

  private void line(String... cells) {
    String line = String.format("%-29s %-40s %-51s %s", (Object[]) cells);
    out.println(line.replaceAll(" +$", ""));
  }

  private static String at(List<String> values, int index) {
    return index < values.size() ? values.get(index) : "";
  }

  private static String dashes(int count) {
    return String.join("", Collections.nCopies(count, "-"));
  }
}
