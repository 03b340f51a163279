package io.mapiaudit.runtime;

import io.mapiaudit.model.RunInfo;
import io.mapiaudit.model.Transport;
import io.mapiaudit.model.event.EnvironmentObserved;
import io.mapiaudit.model.event.EventHandler;
import io.mapiaudit.model.event.TransportEvidence;
import io.mapiaudit.output.jsonl.RunJson;
import java.util.Map;

/**
 * The transport as the rules know it, for {@code run.json} and {@code status}: from the same
 * events. Fed by the engine, asked by other threads.
 */
final class TransportWatch implements EventHandler {

  private final TransportEvidence evidence = new TransportEvidence();
  private int changes;

  TransportWatch(RunInfo run) {
    evidence.started(run);
  }

  @Override
  public synchronized void on(EnvironmentObserved event) {
    Transport before = evidence.run().transport();
    String origin = evidence.origin();
    evidence.observed(event.key(), event.value());
    if (before != evidence.run().transport() || !origin.equals(evidence.origin())) {
      changes++;
    }
  }

  /** Grows whenever there is something else to tell. */
  synchronized int changes() {
    return changes;
  }

  synchronized void describe(RunJson description) {
    description.transport(evidence.run().transport(), evidence.origin());
  }

  synchronized void describe(Map<String, Object> status) {
    status.put("transport", evidence.run().transport().label());
    status.put("transportOrigin", evidence.origin());
  }
}
