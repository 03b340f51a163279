package io.mapiaudit.model.event;

/** Time has passed while calls are in progress; lets rules that wait decide. */
public final class Tick extends Event {

  public Tick(long sequence, long timeMicros) {
    super(sequence, timeMicros);
  }

  @Override
  public void deliverTo(EventHandler handler) {
    handler.on(this);
  }
}
