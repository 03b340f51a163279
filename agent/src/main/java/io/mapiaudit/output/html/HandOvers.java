package io.mapiaudit.output.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Work given from thread to thread; what lost its user on the way is kept first. */
final class HandOvers {

  private static final int MAX_WAITING = 16_384;
  private static final int MAX_LOST = 1_000;
  private static final int MAX_KEPT = 500;

  /** A hand-over that arrived. */
  static final class Link {
    private final int from;
    private final long fromMicros;
    private final int to;
    private final long toMicros;
    private final int giver;
    private final int taker;

    Link(int from, long fromMicros, int to, long toMicros, int giver, int taker) {
      this.from = from;
      this.fromMicros = fromMicros;
      this.to = to;
      this.toMicros = toMicros;
      this.giver = giver;
      this.taker = taker;
    }

    /** Number of the thread that gave. */
    int from() {
      return from;
    }

    long fromMicros() {
      return fromMicros;
    }

    int to() {
      return to;
    }

    long toMicros() {
      return toMicros;
    }

    /** The user who gave. */
    int giver() {
      return giver;
    }

    /** The user as whom it was begun. */
    int taker() {
      return taker;
    }
  }

  private static final class Waiting {
    private final int thread;
    private final int user;
    private final long micros;

    Waiting(int thread, int user, long micros) {
      this.thread = thread;
      this.user = user;
      this.micros = micros;
    }
  }

  private static final class Latest extends LinkedHashMap<Long, Waiting> {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Long, Waiting> eldest) {
      return size() > MAX_WAITING;
    }
  }

  private final Map<Long, Waiting> tasks = new Latest();
  private final Map<Long, Waiting> threads = new Latest();
  private final List<Link> lost = new ArrayList<>();
  private final List<Link> kept = new ArrayList<>();
  private final int process;
  private long count;
  private long lostCount;

  /**
   * None yet.
   *
   * @param process number of the user of the process, who cannot be lost
   */
  HandOvers(int process) {
    this.process = process;
  }

  void submitted(long task, int thread, int user, long micros) {
    tasks.put(task, new Waiting(thread, user, micros));
  }

  /** A thread was made; who it acts as shows when it is first seen. */
  void created(int started, int creator, int user, long micros) {
    threads.put((long) started, new Waiting(creator, user, micros));
  }

  /** A thread begins a task. True when it was given by a thread that was seen. */
  boolean begun(long task, int thread, int user, long micros) {
    return arrived(tasks.get(task), thread, user, micros);
  }

  /** A thread is seen for the first time since it was made, if it was. */
  boolean seen(int thread, int user, long micros) {
    return !threads.isEmpty() && arrived(threads.remove((long) thread), thread, user, micros);
  }

  private boolean arrived(Waiting given, int thread, int user, long micros) {
    if (given == null || given.thread == thread) {
      return false;
    }
    count++;
    boolean loses = given.user != user && given.user != process;
    lostCount += loses ? 1 : 0;
    List<Link> links = loses ? lost : kept;
    if (links.size() < (loses ? MAX_LOST : MAX_KEPT)) {
      links.add(new Link(given.thread, given.micros, thread, micros, given.user, user));
    }
    return true;
  }

  /** Those kept, with the ones that lost their user first. */
  List<Link> links() {
    List<Link> all = new ArrayList<>(lost);
    all.addAll(kept);
    return all;
  }

  long count() {
    return count;
  }

  /**
   * Those that were begun as another user than they were given by, where that was not the process.
   */
  long lostCount() {
    return lostCount;
  }
}
