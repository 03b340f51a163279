package io.mapiaudit.output.html;

import io.mapiaudit.model.Identity;
import io.mapiaudit.model.ThreadInfo;
import io.mapiaudit.model.event.NativeThreadEnded;
import io.mapiaudit.model.event.NativeThreadSeen;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The lanes of native threads, as sweeps saw them: those of MAPI and those that findings are about;
 * all others are counted by library.
 */
final class NativeLanes {

  /** Threads followed at a time, as many as the rules follow of MAPI's. */
  static final int MAX_ALIVE = 4_096;

  /** The threads followed, in the order in which they were seen first. */
  private static final class Alive extends LinkedHashMap<Integer, NativeLife> {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Integer, NativeLife> eldest) {
      return size() > MAX_ALIVE;
    }
  }

  private final Lanes lanes;
  private final Map<Integer, NativeLife> alive = new Alive();
  private long threads;
  private long sweptMicros;
  private long switchedOnMicros;

  NativeLanes(Lanes lanes) {
    this.lanes = lanes;
  }

  /**
   * A sweep saw a thread for the first time, or as somebody else.
   *
   * @param recordedMicros first event of the run
   */
  void seen(NativeThreadSeen event, long recordedMicros) {
    NativeLife life = alive.get(event.thread().id());
    if (life == null) {
      life = new NativeLife(event, Math.max(recordedMicros, switchedOnMicros));
      alive.put(event.thread().id(), life);
      threads++;
      if (lanes.meet(life)) {
        begin(lanes.find(event.thread()), life);
      }
      return;
    }
    life.seenAgain(event);
    Lane lane = lanes.find(event.thread());
    if (lane != null) {
      lane.seen(event.identity(), event.timeMicros());
    }
  }

  private static void begin(Lane lane, NativeLife life) {
    if (life.isBornOnRecord()) {
      lane.add(MarkKind.BIRTH, life.fromMicros(), life.fromMicros(), 0);
    }
    lane.seen(life.identity(), life.sinceMicros());
  }

  /** The next sweep missed it: it ended between the two. */
  void ended(NativeThreadEnded event) {
    NativeLife life = alive.remove(event.thread().id());
    if (life == null) {
      return;
    }
    life.ended(event.lastSeenMicros());
    Lane lane = lanes.find(event.thread());
    if (lane != null) {
      lane.seen(life.identity(), event.lastSeenMicros());
      lane.add(MarkKind.END, event.lastSeenMicros(), event.timeMicros(), 0);
    }
  }

  void swept(long micros) {
    sweptMicros = micros;
  }

  /** When recording goes on, sweeps tell of every thread anew. */
  void switched(boolean on, long micros) {
    close();
    alive.clear();
    if (on) {
      switchedOnMicros = micros;
    }
  }

  /** There are no more events: whoever lives did so when the last sweep came by. */
  void close() {
    for (NativeLife life : alive.values()) {
      Lane lane = lanes.find(life.thread());
      if (lane != null) {
        lane.seen(life.identity(), Math.max(life.sinceMicros(), sweptMicros));
      }
    }
  }

  /** The lane of a thread that a finding is about. */
  Lane needed(ThreadInfo thread) {
    NativeLife life = alive.get(thread.id());
    if (life != null) {
      life.judge();
    }
    Lane lane = lanes.find(thread);
    if (lane == null) {
      lane = lanes.needed(thread, life);
      if (life != null) {
        begin(lane, life);
      }
    }
    return lane;
  }

  /**
   * The lane of the next thread of MAPI that runs as the process and was not found yet: a rule that
   * found one at a sweep finds all of them, and names the first only.
   *
   * @return null when there is none
   */
  Lane nextAs(Identity process) {
    for (NativeLife life : alive.values()) {
      Identity identity = life.identity();
      boolean asProcess =
          identity.isKnown() && (!identity.isImpersonating() || identity.isSameUser(process));
      if (life.isOfMapi() && asProcess && life.judge()) {
        return needed(life.thread());
      }
    }
    return null;
  }

  /** Native threads whose end will be noticed. */
  int followed() {
    return alive.size();
  }

  /** Native threads seen. */
  long threads() {
    return threads;
  }
}
