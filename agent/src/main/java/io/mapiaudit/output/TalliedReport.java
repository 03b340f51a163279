package io.mapiaudit.output;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.event.EventHandler;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** A report that needs of the events only a tally of each run, and of a finding its last state. */
public abstract class TalliedReport implements Report {

  protected final ReportContext context;

  /** In the order in which they were announced. */
  protected final Map<ReportedRun, RunTally> runs = new LinkedHashMap<>();

  protected final LatestFindings findings = new LatestFindings();

  protected TalliedReport(ReportContext context) {
    this.context = Objects.requireNonNull(context, "context");
  }

  @Override
  public final EventHandler run(ReportedRun run) {
    RunTally tally = new RunTally();
    runs.put(run, tally);
    return tally;
  }

  @Override
  public final void finding(Finding finding) {
    findings.add(finding);
  }
}
