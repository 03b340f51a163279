package io.mapiaudit.cli.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** All that was looked at, by area, for people and for programs. */
public final class Diagnosis {

  private static final int WIDTH = 120;
  private static final int LEVEL_WIDTH = 9;

  private final Map<String, List<Check>> areas = new LinkedHashMap<>();

  /** Adds what was found in an area. */
  public Diagnosis add(String area, List<Check> checks) {
    areas.computeIfAbsent(area, name -> new ArrayList<>()).addAll(checks);
    return this;
  }

  /** What decides the exit code; empty when the program can be audited. */
  public Optional<Check.Obstacle> obstacle() {
    return all().stream()
        .map(Check::obstacle)
        .filter(obstacle -> obstacle != null)
        .min(Enum::compareTo);
  }

  private List<Check> all() {
    return areas.values().stream().flatMap(List::stream).collect(Collectors.toList());
  }

  private long count(Check.Level level) {
    return all().stream().filter(check -> check.level() == level).count();
  }

  /** Maps, lists, texts and numbers, ready for JSON. */
  public Map<String, Object> fields(int exitCode) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("auditable", !obstacle().isPresent());
    fields.put("exitCode", exitCode);
    List<Object> checks = new ArrayList<>();
    areas.forEach((area, found) -> found.forEach(check -> checks.add(check.fields(area))));
    fields.put("checks", checks);
    return fields;
  }

  /** Aligned lines with {@code \n} at their ends; every warning and problem has its fix below. */
  public String text() {
    int names = all().stream().mapToInt(check -> check.name().length()).max().orElse(0);
    StringBuilder text = new StringBuilder();
    areas.forEach(
        (area, checks) -> {
          text.append(text.length() == 0 ? "" : "\n").append(area).append('\n');
          checks.forEach(check -> append(check, names, text));
        });
    return text.append('\n').append(verdict()).append('\n').toString();
  }

  private static void append(Check check, int names, StringBuilder text) {
    String start =
        String.format(
            Locale.ROOT,
            "  %-" + LEVEL_WIDTH + "s%-" + (names + 2) + "s",
            check.level().label(),
            check.name());
    wrap(start, check.text(), text);
    if (check.fix() != null) {
      StringBuilder indent = new StringBuilder();
      while (indent.length() < start.length()) {
        indent.append(' ');
      }
      wrap(indent + "Fix: ", check.fix(), text);
    }
  }

  /** Breaks lines at blanks; one word that is longer than a line stays whole. */
  private static void wrap(String start, String words, StringBuilder text) {
    StringBuilder line = new StringBuilder(start);
    boolean empty = true;
    for (String word : printable(words).split(" ", -1)) {
      if (!empty && line.length() + 1 + word.length() > WIDTH) {
        text.append(line).append('\n');
        line.setLength(0);
        while (line.length() < start.length()) {
          line.append(' ');
        }
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    text.append(line.toString().replaceAll(" +$", "")).append('\n');
  }

  /** Names from outside must not steer the terminal. */
  private static String printable(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ");
  }

  private String verdict() {
    long problems = count(Check.Level.PROBLEM);
    long warnings = count(Check.Level.WARN);
    return (problems == 0
            ? "It can be audited"
            : "It cannot be audited before " + number(problems, "problem") + " fixed")
        + (warnings == 0 ? "." : "; " + number(warnings, "warning") + " worth a look.");
  }

  private static String number(long count, String noun) {
    return count + " " + noun + (count == 1 ? " is" : "s are");
  }
}
