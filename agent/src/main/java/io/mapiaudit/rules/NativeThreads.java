package io.mapiaudit.rules;

import io.mapiaudit.model.event.NativeThreadEnded;
import io.mapiaudit.model.event.NativeThreadSeen;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.Map;

/** The threads of MAPI and RPC libraries that sweeps saw: those alive, and the last to end. */
public final class NativeThreads {

  private static final int MAX_ALIVE = 4_096;
  private static final int MAX_ENDED = 64;

  private final Map<Integer, NativeThread> alive = BoundedMap.keepingLatestAdded(MAX_ALIVE);
  private final Deque<NativeThread> ended = new ArrayDeque<>();
  private long sweptMicros;

  NativeThreads() {}

  void seen(NativeThreadSeen event) {
    if (!event.isOfMapi()) {
      return;
    }
    NativeThread known = alive.get(event.thread().id());
    if (known == null) {
      alive.put(event.thread().id(), new NativeThread(event));
    } else {
      known.seenAgain(event);
    }
  }

  void ended(NativeThreadEnded event) {
    NativeThread known = alive.remove(event.thread().id());
    if (known == null) {
      return;
    }
    known.ended(event.lastSeenMicros());
    ended.addLast(known);
    if (ended.size() > MAX_ENDED) {
      ended.removeFirst();
    }
  }

  void swept(long micros) {
    sweptMicros = micros;
  }

  void forget() {
    alive.clear();
    ended.clear();
    sweptMicros = 0;
  }

  /** Those that the last sweep saw; unmodifiable. */
  public Collection<NativeThread> alive() {
    return Collections.unmodifiableCollection(alive.values());
  }

  /** Those that have ended lately, in that order; unmodifiable. */
  public Collection<NativeThread> ended() {
    return Collections.unmodifiableCollection(ended);
  }

  /** When the last sweep was over, microseconds since 1970-01-01 UTC; 0 when there was none. */
  public long sweptMicros() {
    return sweptMicros;
  }
}
