package io.mapiaudit.model.event;

import io.mapiaudit.model.RunInfo;

/**
 * A recording began; also the first event of every journal segment, so that each can be read alone.
 */
public final class RunStarted extends Event {

  private final RunInfo run;

  public RunStarted(long sequence, long timeMicros, RunInfo run) {
    super(sequence, timeMicros);
    this.run = run;
  }

  public RunInfo run() {
    return run;
  }

  @Override
  public void deliverTo(EventHandler handler) {
    handler.on(this);
  }
}
