package io.mapiaudit.benchmarks.journal;

/** A way to record events that any number of threads use at once. */
public interface Appender {

  /** What one thread uses. */
  interface OfThread {
    /** Records one event with numbers in it, one of which is this. */
    void append(long number);
  }

  /** Makes ready for one more thread. */
  OfThread ofThread();

  /** Takes away what there is of it. */
  void close() throws Exception;
}
