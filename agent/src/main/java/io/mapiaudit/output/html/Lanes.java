package io.mapiaudit.output.html;

import io.mapiaudit.model.ThreadInfo;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/** The lanes of a run: those of most interest, and what all other threads did together. */
final class Lanes {

  private static final int MAX_GROUPS = 200;
  private static final int EVICTED_AT_ONCE = 10;
  private static final String OTHER_NAMES = "other names";

  /** Threads whose names differ in numbers only, or native ones of a library. */
  static final class Group {
    private final String name;
    private long threads;
    private long calls;

    private Group(String name) {
      this.name = name;
    }

    String name() {
      return name;
    }

    long threads() {
      return threads;
    }

    long calls() {
      return calls;
    }
  }

  private final Users users;
  private final IntSupplier room;
  private final Map<Integer, Lane> lanes = new LinkedHashMap<>();
  private final BitSet known = new BitSet();
  private final Map<String, Group> groups = new LinkedHashMap<>();
  private long foldedThreads;

  /**
   * No lanes yet.
   *
   * @param room how many may be kept, at least 1
   */
  Lanes(Users users, IntSupplier room) {
    this.users = users;
    this.room = room;
  }

  /** The thread's lane; null when it has none any more, which is counted. */
  Lane of(ThreadInfo thread) {
    Lane lane = lanes.get(thread.id());
    if (lane != null) {
      return lane;
    }
    if (known.get(bit(thread))) {
      group(thread.name()).calls++;
      return null;
    }
    return open(thread, null);
  }

  /** The thread's lane; null when it has none. */
  Lane find(ThreadInfo thread) {
    return lanes.get(thread.id());
  }

  /** A native thread that was not seen before: true when it gets a lane, else it is counted. */
  boolean meet(NativeLife life) {
    if (life.isOfMapi()) {
      open(life.thread(), life);
      return true;
    }
    known.set(bit(life.thread()));
    foldedThreads++;
    group(life.group()).threads++;
    return false;
  }

  /**
   * The thread's lane, which it gets back when it has none any more: a finding is about it.
   *
   * @param life of a native thread, null when it is not known
   */
  Lane needed(ThreadInfo thread, NativeLife life) {
    Lane lane = lanes.get(thread.id());
    if (lane == null) {
      if (known.get(bit(thread))) {
        foldedThreads--;
        group(life == null ? thread.name() : life.group()).threads--;
      }
      lane = open(thread, life);
    }
    return lane;
  }

  private Lane open(ThreadInfo thread, NativeLife life) {
    if (lanes.size() >= Math.max(1, room.getAsInt())) {
      evict();
    }
    known.set(bit(thread));
    Lane lane = new Lane(thread, life, users);
    lanes.put(thread.id(), lane);
    return lane;
  }

  /** Native threads have negative numbers. */
  private static int bit(ThreadInfo thread) {
    return thread.id() < 0 ? -2 * thread.id() - 1 : 2 * thread.id();
  }

  private void evict() {
    List<Lane> least = new ArrayList<>(lanes.values());
    least.sort(Comparator.comparingLong(Lane::interest));
    for (Lane lane : least.subList(0, 1 + least.size() / EVICTED_AT_ONCE)) {
      lanes.remove(lane.thread().id());
      fold(lane);
    }
  }

  private void fold(Lane lane) {
    foldedThreads++;
    Group group = group(lane.life() == null ? lane.thread().name() : lane.life().group());
    group.threads++;
    group.calls += lane.calls();
  }

  private Group group(String threadName) {
    String pattern = threadName.replaceAll("[0-9]+", "#");
    String name = groups.size() < MAX_GROUPS || groups.containsKey(pattern) ? pattern : OTHER_NAMES;
    return groups.computeIfAbsent(name, Group::new);
  }

  /** Folds all but the most interesting lanes; they are kept in that order. */
  void keepBest(int most) {
    List<Lane> best = new ArrayList<>(lanes.values());
    best.sort(Comparator.comparingLong(Lane::interest).reversed());
    lanes.clear();
    for (int i = 0; i < best.size(); i++) {
      Lane lane = best.get(i);
      if (i < most) {
        lanes.put(lane.thread().id(), lane);
      } else {
        fold(lane);
      }
    }
  }

  Iterable<Lane> all() {
    return lanes.values();
  }

  int size() {
    return lanes.size();
  }

  /** Threads seen. */
  int threads() {
    return known.cardinality();
  }

  /** Threads without a lane. */
  long foldedThreads() {
    return foldedThreads;
  }

  /** Threads without a lane by name, most calls first. */
  List<Group> groups() {
    List<Group> sorted = new ArrayList<>(groups.values());
    sorted.removeIf(group -> group.threads <= 0);
    sorted.sort(Comparator.comparingLong(Group::calls).thenComparing(Group::threads).reversed());
    return sorted;
  }
}
