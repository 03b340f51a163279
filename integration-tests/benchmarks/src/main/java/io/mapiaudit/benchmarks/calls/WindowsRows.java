package io.mapiaudit.benchmarks.calls;

import io.mapiaudit.benchmarks.table.Row;
import io.mapiaudit.benchmarks.table.RowFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Makes rows of what {@link PlainRuns} has printed in a Windows JVM without the agent and with it.
 */
public final class WindowsRows {

  private final Map<String, Double> without;
  private final Map<String, Double> with;
  private final String where;

  private WindowsRows(Path without, Path with, String where) throws IOException {
    this.without = read(without);
    this.with = read(with);
    this.where = where;
  }

  /**
   * Writes the rows.
   *
   * @param arguments part; what was printed without the agent; what was printed with it; where
   */
  public static void main(String[] arguments) throws IOException {
    WindowsRows made = new WindowsRows(Path.of(arguments[1]), Path.of(arguments[2]), arguments[3]);
    RowFile rows = RowFile.of(arguments[0]);
    for (boolean token : new boolean[] {false, true}) {
      for (Subject subject : List.of(Subject.JNA, Subject.JNI, Subject.COM, Subject.CALLBACK)) {
        rows.add(made.audited(subject, token));
      }
    }
    rows.add(made.unnamed());
  }

  private Row audited(Subject subject, boolean token) {
    double bare = without.get(key(Subject.TOKEN_BARE.name(), token));
    double direct = without.get(key(Subject.TOKEN_DIRECT.name(), token));
    Double c = without.get(key(PlainRuns.IN_C, token));
    String sequence = token ? "open + statistics + close" : "open";
    double added = added(subject, token);
    return Row.of(
            String.format(
                "%s: audited %s call, %s: added by the audit",
                where, subject, token ? "impersonating" : "no token"))
        .measured(added, "ns")
        .ratio(added / bare)
        .target("≤ 1.25 × bare JNA " + sequence)
        .met(added / bare <= 1.25)
        .detail(
            "%.0f ns without the agent; by hand %.0f, directly mapped %.0f, in C %s",
            without.get(key(subject.name(), token)),
            bare,
            direct,
            c == null ? "not built" : String.format(Locale.ROOT, "%.0f", c));
  }

  private Row unnamed() {
    double before = without.get(key(Subject.UNNAMED.name(), false));
    double added = added(Subject.UNNAMED, false);
    return Row.of(where + ": JNA call no entry point names")
        .measured(before + added, "ns")
        .ratio((before + added) / before)
        .target("≤ 1.02 × without the agent, or ≤ 10 ns")
        .met(added <= 10 || added / before <= 0.02)
        .detail("%.0f ns without the agent: %.1f ns added", before, added);
  }

  private double added(Subject subject, boolean token) {
    String key = key(subject.name(), token);
    return with.get(key) - without.get(key);
  }

  private static String key(String subject, boolean token) {
    return subject + ' ' + token;
  }

  /** The medians of what several JVMs have measured. */
  private static Map<String, Double> read(Path file) throws IOException {
    Map<String, List<Double>> nanos = new HashMap<>();
    for (String line : Files.readAllLines(file)) {
      int last = line.trim().lastIndexOf(' ');
      if (last > 0) {
        nanos
            .computeIfAbsent(line.substring(0, last), key -> new ArrayList<>())
            .add(Double.valueOf(line.substring(last).trim()));
      }
    }
    Map<String, Double> medians = new HashMap<>();
    nanos.forEach((key, values) -> medians.put(key, Forks.median(values)));
    return medians;
  }
}
