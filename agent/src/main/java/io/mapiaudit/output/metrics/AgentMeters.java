package io.mapiaudit.output.metrics;

/** What the agent tells of itself; looked up once a second, and once more at the end. */
public final class AgentMeters implements Runnable {

  private final Reading unanalysed;
  private final Reading lost;
  private final Reading journal;
  private final Reading errors;
  private final Reading probe;
  private final Sources sources;

  /** Where the numbers come from; each may be asked by any thread. */
  public interface Sources {
    /** Events that were recorded and that no rule was given. */
    long unanalysedEvents();

    /** Events that could not be recorded. */
    long lostEvents();

    /** Bytes of the journal on disk. */
    long journalBytes();

    /** Errors that were kept from the application. */
    long suppressedErrors();

    /** How often the agent worked on an application's thread, estimated. */
    long probes();

    /** How long it took in all, nanoseconds, estimated. */
    long probeNanos();
  }

  /**
   * Meters of the agent.
   *
   * @param version of the agent
   */
  public AgentMeters(Readings readings, String version, Sources sources) {
    this.sources = sources;
    readings
        .gauge("mapi.audit.agent.info", null, "Always 1; tells the version", "version", version)
        .set(1);
    probe =
        readings.timer(
            "mapi.audit.probe.duration",
            "Work of the agent on threads of the application; one in 64 is timed and counts for"
                + " 64");
    unanalysed =
        readings.counter(
            "mapi.audit.events.unanalysed", null, "Recorded events that no rule was given");
    lost = readings.counter("mapi.audit.events.lost", null, "Events that could not be recorded");
    journal = readings.gauge("mapi.audit.journal.bytes", "bytes", "Size of the journal on disk");
    errors =
        readings.counter(
            "mapi.audit.errors.suppressed", null, "Errors of the agent kept from the application");
  }

  @Override
  public void run() {
    unanalysed.set(sources.unanalysedEvents());
    lost.set(sources.lostEvents());
    journal.set(sources.journalBytes());
    errors.set(sources.suppressedErrors());
    probe.set(sources.probes(), sources.probeNanos());
  }
}
