package io.mapiaudit.model.event;

/** A sweep has looked at every thread; the threads it has news of were told before. */
public final class ThreadsSwept extends Event {

  private final long threads;
  private final long impersonating;
  private final long nanos;

  /**
   * A sweep.
   *
   * @param threads how many the process has
   * @param impersonating how many of them have a token of their own
   * @param nanos how long the sweep took
   */
  public ThreadsSwept(
      long sequence, long timeMicros, long threads, long impersonating, long nanos) {
    super(sequence, timeMicros);
    this.threads = threads;
    this.impersonating = impersonating;
    this.nanos = nanos;
  }

  public long threads() {
    return threads;
  }

  public long impersonating() {
    return impersonating;
  }

  public long nanos() {
    return nanos;
  }

  @Override
  public void deliverTo(EventHandler handler) {
    handler.on(this);
  }
}
