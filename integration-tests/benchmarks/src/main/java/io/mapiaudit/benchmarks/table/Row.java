package io.mapiaudit.benchmarks.table;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One result: what was measured, how much, compared with what, and whether that is good enough. As
 * JSON an object with the fields {@code what, target, measured, unit, ratio, verdict, detail}, of
 * which all but {@code what} and {@code verdict} may be missing.
 */
public final class Row {

  /** Verdict of a row whose target was reached. */
  public static final String MET = "met";

  /** Verdict of a row whose target was not reached. */
  public static final String MISSED = "missed";

  /** Verdict of a row that is there for comparison. */
  public static final String NO_TARGET = "-";

  /** Verdict of a row that could not be measured; the detail says why. */
  public static final String NOT_MEASURED = "not measured";

  private final Map<String, Object> fields = new LinkedHashMap<>();

  private Row(String what) {
    fields.put("what", what);
    fields.put("verdict", NO_TARGET);
  }

  /** A row about something, in a few words. */
  public static Row of(String what) {
    return new Row(what);
  }

  /** How much was measured, and in what unit: {@code ns}, {@code MiB}, {@code events/s} … */
  public Row measured(double amount, String unit) {
    fields.put("measured", amount);
    fields.put("unit", unit);
    return this;
  }

  /** How many times as much that is as what it is compared with, in the same run. */
  public Row ratio(double ratio) {
    fields.put("ratio", ratio);
    return this;
  }

  /** What it should be, in words. */
  public Row target(String target) {
    fields.put("target", target);
    return this;
  }

  /** Whether it is. */
  public Row met(boolean met) {
    fields.put("verdict", met ? MET : MISSED);
    return this;
  }

  /** It could not be measured. */
  public Row notMeasured(String why) {
    fields.put("verdict", NOT_MEASURED);
    return detail("%s", why);
  }

  /** What else there is to know. */
  public Row detail(String format, Object... arguments) {
    fields.put("detail", String.format(Locale.ROOT, format, arguments));
    return this;
  }

  /** The fields as they are written. */
  public Map<String, Object> fields() {
    return fields;
  }
}
