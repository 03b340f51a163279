package io.mapiaudit.output.html;

import io.mapiaudit.model.Identity;
import io.mapiaudit.model.ThreadInfo;
import io.mapiaudit.model.event.NativeThreadSeen;

/** When a native thread was born and ended, and whom it was last seen as. */
final class NativeLife {

  private final NativeThreadSeen first;
  private final long fromMicros;
  private Identity identity;
  private long sinceMicros;
  private long endedMicros;
  private boolean judged;

  /**
   * A thread that a sweep saw.
   *
   * @param recordedMicros since when it can be told of
   */
  NativeLife(NativeThreadSeen seen, long recordedMicros) {
    first = seen;
    fromMicros = Math.min(seen.timeMicros(), Math.max(recordedMicros, seen.bornMicros()));
    identity = seen.identity();
    sinceMicros = fromMicros;
  }

  void seenAgain(NativeThreadSeen seen) {
    identity = seen.identity();
    sinceMicros = seen.timeMicros();
    judged = false;
  }

  void ended(long micros) {
    endedMicros = micros;
  }

  /** True for the first finding since the thread is as it is. */
  boolean judge() {
    boolean isFirst = !judged;
    judged = true;
    return isFirst;
  }

  ThreadInfo thread() {
    return first.thread();
  }

  /** Where it began to run, {@code exmapi32.dll+0x1f40}. */
  String start() {
    return first.start();
  }

  /** "" when it began in no library. */
  String module() {
    return first.module();
  }

  boolean isOfMapi() {
    return first.isOfMapi();
  }

  /** Microseconds since 1970-01-01 UTC, maybe long before the recording. */
  long bornMicros() {
    return first.bornMicros();
  }

  boolean isBornOnRecord() {
    return first.bornMicros() >= fromMicros;
  }

  /** Its birth, or when recording began. */
  long fromMicros() {
    return fromMicros;
  }

  Identity identity() {
    return identity;
  }

  /** Since when it has been seen as that; from the first on when it never was anybody else. */
  long sinceMicros() {
    return sinceMicros;
  }

  /** When a sweep saw it last, 0 while it lives. */
  long endedMicros() {
    return endedMicros;
  }

  /** What it is counted with when it has no lane. */
  String group() {
    return module().isEmpty() ? "native, outside libraries" : "native, of " + module();
  }
}
