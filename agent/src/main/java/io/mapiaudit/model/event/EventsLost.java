package io.mapiaudit.model.event;

/** Events could not be recorded. */
public final class EventsLost extends Event {

  private final long count;

  public EventsLost(long sequence, long timeMicros, long count) {
    super(sequence, timeMicros);
    this.count = count;
  }

  /** How many, since the last event of this type. */
  public long count() {
    return count;
  }

  @Override
  public void deliverTo(EventHandler handler) {
    handler.on(this);
  }
}
