package io.mapiaudit.model.event;

import io.mapiaudit.model.ThreadInfo;

/** A native thread that an earlier sweep saw is not there any more. */
public final class NativeThreadEnded extends Event {

  private final ThreadInfo thread;
  private final long lastSeenMicros;

  public NativeThreadEnded(long sequence, long timeMicros, ThreadInfo thread, long lastSeenMicros) {
    super(sequence, timeMicros);
    this.thread = thread;
    this.lastSeenMicros = lastSeenMicros;
  }

  /** As {@link NativeThreadSeen#thread()} had it. */
  public ThreadInfo thread() {
    return thread;
  }

  /** When a sweep saw it last, microseconds since 1970-01-01 UTC; it ended after that. */
  public long lastSeenMicros() {
    return lastSeenMicros;
  }

  @Override
  public void deliverTo(EventHandler handler) {
    handler.on(this);
  }
}
