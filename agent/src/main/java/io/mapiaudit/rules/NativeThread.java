package io.mapiaudit.rules;

import io.mapiaudit.model.Identity;
import io.mapiaudit.model.ThreadInfo;
import io.mapiaudit.model.event.NativeThreadSeen;

/** A thread that MAPI made for itself, as sweeps have seen it. */
public final class NativeThread {

  private final NativeThreadSeen first;
  private Identity identity;
  private long lastSeenMicros;
  private boolean judged;

  NativeThread(NativeThreadSeen seen) {
    this.first = seen;
    this.identity = seen.identity();
  }

  void seenAgain(NativeThreadSeen seen) {
    identity = seen.identity();
    judged = false;
  }

  void ended(long micros) {
    lastSeenMicros = micros;
  }

  public ThreadInfo info() {
    return first.thread();
  }

  /** Whom it acted as when the last sweep came by. */
  public Identity identity() {
    return identity;
  }

  /** The library that its start address is in. */
  public String module() {
    return first.module();
  }

  /** Its start address in that library, {@code exmapi32.dll+0x1f40}. */
  public String start() {
    return first.start();
  }

  public long startAddress() {
    return first.startAddress();
  }

  /** Microseconds since 1970-01-01 UTC. */
  public long bornMicros() {
    return first.bornMicros();
  }

  /** When a sweep saw it last, for one that has ended. */
  public long lastSeenMicros() {
    return lastSeenMicros;
  }

  /** True the first time it is asked since the thread has been as it is. */
  public boolean firstTime() {
    boolean first = !judged;
    judged = true;
    return first;
  }
}
