package io.mapiaudit.output;

import io.mapiaudit.model.AuditObserver;
import io.mapiaudit.model.Finding;
import io.mapiaudit.model.event.EventHandler;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A document about recorded runs. It is told of the runs, then given every event once, merged by
 * time, with the findings between them, and written when all was given. For one thread.
 */
public interface Report {

  /**
   * Takes notice of a run; called once for each, before any event.
   *
   * @return where the run's events go
   */
  EventHandler run(ReportedRun run);

  /** Is told what the rules learn from an event, after the event was given. */
  default AuditObserver observer() {
    return AuditObserver.NONE;
  }

  /**
   * Takes a finding as it is raised or has news; the last one of a run, rule and fingerprint is its
   * final state, see {@link LatestFindings}. Suppressed ones are marked.
   */
  void finding(Finding finding);

  /** Writes the document; the stream stays open. Nothing is given afterwards. */
  void writeTo(OutputStream out) throws IOException;
}
