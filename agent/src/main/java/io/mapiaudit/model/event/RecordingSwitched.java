package io.mapiaudit.model.event;

/**
 * Recording was switched off or on. What happened between the two was not seen, so of threads,
 * tasks, sessions and objects known before nothing is known after.
 */
public final class RecordingSwitched extends Event {

  private final boolean on;
  private final String reason;

  public RecordingSwitched(long sequence, long timeMicros, boolean on, String reason) {
    super(sequence, timeMicros);
    this.on = on;
    this.reason = reason;
  }

  public boolean isOn() {
    return on;
  }

  /** Who or what switched it, a short phrase. */
  public String reason() {
    return reason;
  }

  @Override
  public void deliverTo(EventHandler handler) {
    handler.on(this);
  }
}
