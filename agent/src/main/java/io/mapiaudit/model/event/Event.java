package io.mapiaudit.model.event;

/** Something that was recorded. Immutable. */
public abstract class Event {

  private final long sequence;
  private final long timeMicros;

  Event(long sequence, long timeMicros) {
    this.sequence = sequence;
    this.timeMicros = timeMicros;
  }

  /** Position in the journal of its run; grows with every event, with gaps. */
  public final long sequence() {
    return sequence;
  }

  /** Microseconds since 1970-01-01 UTC; never steps back within a thread. */
  public final long timeMicros() {
    return timeMicros;
  }

  /** Calls the handler's method for this type of event. */
  public abstract void deliverTo(EventHandler handler);
}
