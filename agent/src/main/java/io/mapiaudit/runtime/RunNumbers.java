package io.mapiaudit.runtime;

import io.mapiaudit.capture.Capture;
import io.mapiaudit.journal.JournalWriter;
import io.mapiaudit.output.metrics.AgentMeters;

/** Where the agent's own numbers come from. */
final class RunNumbers implements AgentMeters.Sources {

  private final JournalWriter journal;
  private final Engine engine;
  private final ErrorLedger errors;
  private final Capture capture;

  RunNumbers(JournalWriter journal, Engine engine, ErrorLedger errors, Capture capture) {
    this.journal = journal;
    this.engine = engine;
    this.errors = errors;
    this.capture = capture;
  }

  @Override
  public long unanalysedEvents() {
    return engine.unanalysed();
  }

  @Override
  public long lostEvents() {
    return journal.lostEvents();
  }

  @Override
  public long journalBytes() {
    return journal.bytesOnDisk();
  }

  @Override
  public long suppressedErrors() {
    return errors.total();
  }

  @Override
  public long probes() {
    return capture.probeTime().count();
  }

  @Override
  public long probeNanos() {
    return capture.probeTime().totalNanos();
  }
}
