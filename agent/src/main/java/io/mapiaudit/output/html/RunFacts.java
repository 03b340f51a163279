package io.mapiaudit.output.html;

import io.mapiaudit.model.RunInfo;
import io.mapiaudit.model.event.EnvironmentObserved;
import io.mapiaudit.model.event.Event;
import io.mapiaudit.model.event.RecordingSwitched;
import io.mapiaudit.model.event.TransportEvidence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where and when a run was recorded, what was observed besides calls, and what is missing. */
final class RunFacts {

  private static final int MOST = 500;

  /** A moment at which recording was switched. */
  static final class Switch {
    private final long micros;
    private final boolean on;
    private final String reason;

    private Switch(RecordingSwitched event) {
      micros = event.timeMicros();
      on = event.isOn();
      reason = event.reason();
    }

    long micros() {
      return micros;
    }

    boolean isOn() {
      return on;
    }

    String reason() {
      return reason;
    }
  }

  private final Map<String, String> environment = new LinkedHashMap<>();
  private final List<Switch> switches = new ArrayList<>();
  private final TransportEvidence evidence = new TransportEvidence();
  private long events;
  private long lost;
  private long firstMicros = Long.MAX_VALUE;
  private long lastMicros;
  private boolean ended;

  void seen(Event event) {
    events++;
    firstMicros = Math.min(firstMicros, event.timeMicros());
    lastMicros = Math.max(lastMicros, event.timeMicros());
  }

  void started(RunInfo run) {
    evidence.started(run);
  }

  void observed(EnvironmentObserved event) {
    evidence.observed(event.key(), event.value());
    if (environment.size() < MOST || environment.containsKey(event.key())) {
      environment.put(event.key(), event.value());
    }
  }

  void switched(RecordingSwitched event) {
    if (switches.size() < MOST) {
      switches.add(new Switch(event));
    }
  }

  void lost(long count) {
    lost += count;
  }

  void ended() {
    ended = true;
  }

  /** With the transport as far as it became known; null when the recording has no beginning. */
  RunInfo info() {
    return evidence.run();
  }

  Map<String, String> environment() {
    return environment;
  }

  List<Switch> switches() {
    return switches;
  }

  long events() {
    return events;
  }

  long lostEvents() {
    return lost;
  }

  /** First event, microseconds since 1970-01-01 UTC. */
  long firstMicros() {
    return Math.min(firstMicros, lastMicros);
  }

  long lastMicros() {
    return lastMicros;
  }

  /** True when the recording was ended in order. */
  boolean hasEnded() {
    return ended;
  }
}
