package io.mapiaudit.output;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.RunInfo;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Keeps the latest state of every finding, in the order in which they were raised first. */
public final class LatestFindings {

  private final Map<String, Finding> latest = new LinkedHashMap<>();

  public void add(Finding finding) {
    latest.put(
        finding.rule() + " " + finding.fingerprint() + " " + process(finding.run()), finding);
  }

  /** Tells processes apart; the same for all runs that are not known. */
  public static String process(RunInfo run) {
    return run == null ? "" : run.host() + " " + run.pid() + " " + run.startMicros();
  }

  public Collection<Finding> all() {
    return Collections.unmodifiableCollection(latest.values());
  }

  public int size() {
    return latest.size();
  }

  public long count(Predicate<Finding> wanted) {
    return latest.values().stream().filter(wanted).count();
  }
}
