package io.mapiaudit.runtime;

import io.mapiaudit.capture.StackFrames;
import io.mapiaudit.journal.JournalWriter;
import io.mapiaudit.journal.Ref;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.ThreadInfo;
import io.mapiaudit.model.event.CallEntered;
import io.mapiaudit.model.event.CallReturned;
import io.mapiaudit.model.event.EventHandler;
import io.mapiaudit.model.event.RecordingSwitched;
import io.mapiaudit.rules.RuleEngine;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Watches releases that have not come back. A release that hangs produces no events, so once it has
 * taken too long the stacks of its thread and of the threads that logged on are sampled into the
 * journal, followed by a tick: the rule sees them there, live and in replay alike.
 */
final class ReleaseWatch implements EventHandler {

  private static final int MAX_FRAMES = 128;
  private static final int MAX_SAMPLED_THREADS = 64;

  /** The rest is for taking the samples. */
  private static final long LONGEST_WAIT_MICROS = RuleEngine.SAMPLING_GRACE_MICROS * 3 / 4;

  private final JournalWriter journal;
  private final Supplier<BooleanSupplier> halfway;
  private volatile long stallMicros;
  private final Map<Long, Watched> open = new HashMap<>();
  private final Map<Integer, Sampled> users = new LinkedHashMap<>();
  private ThreadMXBean threads;

  /**
   * A watch.
   *
   * @param halfway asked, when a release has taken half of that, to have what it may wait for
   *     looked at; gives what is true once that is done, for which the samples wait a while
   */
  ReleaseWatch(JournalWriter journal, long stallMicros, Supplier<BooleanSupplier> halfway) {
    this.journal = journal;
    this.stallMicros = stallMicros;
    this.halfway = halfway;
  }

  @Override
  public void on(CallEntered event) {
    Kind kind = event.entryPoint().kind();
    if (kind == Kind.RELEASE) {
      open.put(event.sequence(), new Watched(event));
    } else if (kind == Kind.LOGON) {
      users.remove(event.thread().id());
      users.put(event.thread().id(), new Sampled(event.thread(), 0));
      if (users.size() > MAX_SAMPLED_THREADS) {
        users.remove(users.keySet().iterator().next());
      }
    }
  }

  @Override
  public void on(CallReturned event) {
    if (event.entryPoint().kind() == Kind.RELEASE) {
      open.remove(event.callId());
    }
  }

  /** Changes how long a release may take. */
  void stall(long micros) {
    stallMicros = micros;
  }

  /** What was in progress when recording was switched cannot be watched across the gap. */
  @Override
  public void on(RecordingSwitched event) {
    open.clear();
    users.clear();
  }

  /** True while a release is in progress, so that time has to be watched. */
  boolean isWatching() {
    return !open.isEmpty();
  }

  /**
   * Samples what has stalled since the last time.
   *
   * @param nowMicros on the journal's clock
   */
  void check(long nowMicros) {
    long stall = stallMicros;
    List<Watched> stalled = new ArrayList<>();
    // One for all: a tick has the rules tell of every stalled release.
    boolean isLookedAt = true;
    boolean isTime = false;
    for (Watched watched : open.values()) {
      long taken = nowMicros - watched.event.timeMicros();
      if (watched.looked == null && taken >= stall / 2) {
        watched.looked = halfway.get();
        // The first use loads it, 0.2 s under Wine: not when samples are due.
        threads = ManagementFactory.getThreadMXBean();
      }
      if (!watched.told && taken >= stall) {
        stalled.add(watched);
        isLookedAt &= watched.looked.getAsBoolean();
        isTime |= taken - stall >= LONGEST_WAIT_MICROS;
      }
    }
    if (!stalled.isEmpty() && (isLookedAt || isTime)) {
      sample(stalled);
    }
  }

  private void sample(List<Watched> stalled) {
    Map<Integer, Sampled> toSample = new LinkedHashMap<>(users);
    for (Watched watched : stalled) {
      watched.told = true;
      ThreadInfo thread = watched.event.thread();
      toSample.put(thread.id(), new Sampled(thread, watched.event.sequence()));
    }
    toSample.values().forEach(this::sample);
    journal.tick();
  }

  private void sample(Sampled sampled) {
    java.lang.management.ThreadInfo info =
        threads.getThreadInfo(sampled.thread.javaId(), MAX_FRAMES);
    if (info == null) {
      return;
    }
    Ref<ThreadInfo> thread = journal.intern(sampled.thread);
    journal.stackSampled(
        thread, journal.intern(StackFrames.of(info.getStackTrace())), sampled.callId);
  }

  /** A release in progress. */
  private static final class Watched {
    private final CallEntered event;
    private BooleanSupplier looked;
    private boolean told;

    Watched(CallEntered event) {
      this.event = event;
    }
  }

  /** A thread to sample, with the call it hangs in, 0 for none. */
  private static final class Sampled {
    private final ThreadInfo thread;
    private final long callId;

    Sampled(ThreadInfo thread, long callId) {
      this.thread = thread;
      this.callId = callId;
    }
  }
}
