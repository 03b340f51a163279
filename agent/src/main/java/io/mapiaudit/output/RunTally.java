package io.mapiaudit.output;

import io.mapiaudit.model.Identity;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.RunInfo;
import io.mapiaudit.model.event.CallEntered;
import io.mapiaudit.model.event.CallReturned;
import io.mapiaudit.model.event.EnvironmentObserved;
import io.mapiaudit.model.event.Event;
import io.mapiaudit.model.event.EventHandler;
import io.mapiaudit.model.event.EventsLost;
import io.mapiaudit.model.event.RunEnded;
import io.mapiaudit.model.event.RunStarted;
import io.mapiaudit.model.event.Tick;
import io.mapiaudit.model.event.TransportEvidence;
import java.util.HashSet;
import java.util.Set;

/** Counts what happened in a run, from its events. Heap use does not grow with the run. */
public final class RunTally implements EventHandler {

  /** Users and threads told apart. */
  private static final int MAX_DISTINCT = 100_000;

  private final Set<String> users = new HashSet<>();
  private final Set<Long> threads = new HashSet<>();
  private final TransportEvidence evidence = new TransportEvidence();
  private long calls;
  private long notifications;
  private long logons;
  private long lost;
  private long lastMicros;
  private boolean ended;

  @Override
  public void on(RunStarted event) {
    evidence.started(event.run());
    seen(event);
  }

  @Override
  public void on(EnvironmentObserved event) {
    evidence.observed(event.key(), event.value());
  }

  @Override
  public void on(CallEntered event) {
    Kind kind = event.entryPoint().kind();
    if (kind == Kind.NOTIFICATION) {
      notifications++;
    } else {
      calls++;
    }
    if (kind == Kind.LOGON) {
      logons++;
    }
    add(event.identity());
    if (threads.size() < MAX_DISTINCT) {
      threads.add(event.thread().javaId());
    }
    seen(event);
  }

  @Override
  public void on(CallReturned event) {
    add(event.identity());
    seen(event);
  }

  @Override
  public void on(Tick event) {
    seen(event);
  }

  @Override
  public void on(EventsLost event) {
    lost += event.count();
    seen(event);
  }

  @Override
  public void on(RunEnded event) {
    ended = true;
    seen(event);
  }

  private void seen(Event event) {
    lastMicros = Math.max(lastMicros, event.timeMicros());
  }

  private void add(Identity identity) {
    if (identity != null && users.size() < MAX_DISTINCT) {
      users.add(identity.sid());
    }
  }

  /** The process, with the transport as far as it became known; null before the first event. */
  public RunInfo run() {
    return evidence.run();
  }

  /** Calls of entry points, without notifications. */
  public long calls() {
    return calls;
  }

  public long notifications() {
    return notifications;
  }

  /** Calls that log on, successful or not. */
  public long logons() {
    return logons;
  }

  /** Distinct SIDs that calls were made as. */
  public int identities() {
    return users.size();
  }

  /** Threads that made calls or got notifications. */
  public int threads() {
    return threads.size();
  }

  /** Events that could not be recorded. */
  public long lost() {
    return lost;
  }

  /** Time of the last event, microseconds since 1970-01-01 UTC; 0 before the first. */
  public long lastMicros() {
    return lastMicros;
  }

  /** True when the recording was ended in order. */
  public boolean ended() {
    return ended;
  }
}
