package io.mapiaudit.model.event;

/** The recording was ended in order. */
public final class RunEnded extends Event {

  public RunEnded(long sequence, long timeMicros) {
    super(sequence, timeMicros);
  }

  @Override
  public void deliverTo(EventHandler handler) {
    handler.on(this);
  }
}
