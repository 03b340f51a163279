package io.mapiaudit.cli.soak;

import io.mapiaudit.cli.report.KnownFinding;
import io.mapiaudit.model.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** How a soak came out. */
public final class SoakVerdict {

  private final long seconds;
  private final Soak.End end;
  private final OptionalInt exitCode;
  private final Severity failOn;
  private final RunWatch watch;
  private final List<String> notes;

  SoakVerdict(
      long seconds,
      Soak.End end,
      OptionalInt exitCode,
      Severity failOn,
      RunWatch watch,
      List<String> notes) {
    this.seconds = seconds;
    this.end = end;
    this.exitCode = exitCode;
    this.failOn = failOn;
    this.watch = watch;
    this.notes = notes;
  }

  /** False when no JVM has recorded anything: then there is nothing to judge. */
  public boolean isAudited() {
    return !watch.runs().isEmpty();
  }

  /** Findings at or above the severity, or a program that failed by itself. */
  public boolean isFailed() {
    return failing() > 0 || programFailed();
  }

  private long failing() {
    return findings().stream().filter(finding -> finding.reaches(failOn)).count();
  }

  private boolean programFailed() {
    return end == Soak.End.PROGRAM && exitCode.isPresent() && exitCode.getAsInt() != 0;
  }

  private Collection<KnownFinding> findings() {
    return watch.findings().defects().values();
  }

  /** No call of an entry point in any run that tells its numbers. */
  private boolean sawNothing() {
    boolean told = false;
    for (Path run : watch.runs()) {
      Map<String, Object> sample = watch.latest(run);
      told |= sample != null;
      if (sample != null
          && SoakLines.number(sample, "calls") + SoakLines.number(sample, "notifications") > 0) {
        return false;
      }
    }
    return told;
  }

  /** The verdict for people, in lines. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(notes);
    for (Path run : watch.runs()) {
      if (watch.latest(run) != null) {
        lines.add(
            "From first to last of "
                + run.getFileName()
                + ": "
                + SoakLines.trend(watch.first(run), watch.latest(run)));
      }
    }
    if (!findings().isEmpty()) {
      lines.add("Findings:");
      findings().forEach(f -> lines.add("  " + f.headline() + ", " + times(f.count())));
    }
    if (sawNothing()) {
      lines.add("No MAPI entry point was called: there was nothing to find anything in.");
    }
    if (isAudited()) {
      lines.add("Report of it: report " + folder() + " -o soak.html");
    }
    lines.add("Soak of " + SoakLines.clock(seconds) + ": " + (isFailed() ? "FAILED" : "passed"));
    lines.add("  " + reason());
    return lines;
  }

  /** The run's, or the one that holds all of them. */
  private Path folder() {
    Path first = watch.runs().get(0);
    return watch.runs().size() == 1 ? first : first.getParent();
  }

  private String reason() {
    List<String> parts = new ArrayList<>();
    parts.add(end.words());
    if (exitCode.isPresent()) {
      parts.add("its exit code is " + exitCode.getAsInt());
    }
    int all = findings().size();
    parts.add(
        all == 0
            ? "no findings"
            : all
                + (all == 1 ? " finding, " : " findings, ")
                + failing()
                + " of them "
                + (failOn == null ? "failing" : "at or above " + failOn.label()));
    return String.join("; ", parts);
  }

  private static String times(long count) {
    return count == 1 ? "once" : count + " times";
  }

  /** The verdict for programs. */
  public Map<String, Object> fields() {
    List<Object> runs = new ArrayList<>();
    for (Path run : watch.runs()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("folder", run.toString());
      fields.put("first", watch.first(run));
      fields.put("last", watch.latest(run));
      runs.add(fields);
    }
    List<Object> list = new ArrayList<>();
    findings().forEach(finding -> list.add(finding.fields()));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("event", "verdict");
    fields.put("verdict", isFailed() ? "failed" : "passed");
    fields.put("elapsedSeconds", seconds);
    fields.put("end", end.name().toLowerCase(Locale.ROOT));
    fields.put("exitCode", exitCode.isPresent() ? exitCode.getAsInt() : null);
    fields.put("failing", failing());
    fields.put("sawEntryPoint", !sawNothing());
    fields.put("runs", runs);
    fields.put("findings", list);
    return fields;
  }
}
