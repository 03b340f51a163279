package io.mapiaudit.output.html;

import io.mapiaudit.model.Identity;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.ThreadInfo;
import io.mapiaudit.model.event.CallEntered;
import io.mapiaudit.model.event.CallReturned;
import java.util.ArrayDeque;
import java.util.Deque;

/** What one thread did. */
final class Lane {

  private static final int MAX_OPEN = 16;
  private static final int MAX_WEIGHT = 100_000;
  private static final int WEIGHT_OF_MAPI = 10;

  /** A call that has not returned. */
  private static final class Open {
    private final long call;
    private final MarkKind kind;
    private final long micros;

    Open(long call, MarkKind kind, long micros) {
      this.call = call;
      this.kind = kind;
      this.micros = micros;
    }
  }

  private final ThreadInfo thread;
  private final NativeLife life;
  private final Users users;
  private final Segments segments = new Segments();
  private final Marks marks = new Marks();
  private final long[] counts = new long[MarkKind.KINDS];
  private final Deque<Open> open = new ArrayDeque<>(2);
  private String creator;
  private long calls;
  private long firstMicros = Long.MAX_VALUE;
  private long lastMicros;
  private Identity identity;
  private int user = Segments.NOBODY;
  private boolean severalUsers;

  /**
   * A lane with nothing on it.
   *
   * @param life of a native thread, else null
   */
  Lane(ThreadInfo thread, NativeLife life, Users users) {
    this.thread = thread;
    this.life = life;
    this.users = users;
  }

  /** The thread was seen as this user; its number is the answer. */
  int seen(Identity as, long micros) {
    if (!as.equals(identity)) {
      identity = as;
      int now = users.number(as);
      severalUsers |= user != Segments.NOBODY && now != user;
      user = now;
    }
    touch(micros);
    segments.seen(user, micros);
    return user;
  }

  private void touch(long micros) {
    firstMicros = Math.min(firstMicros, micros);
    lastMicros = Math.max(lastMicros, micros);
  }

  void entered(CallEntered event) {
    calls++;
    MarkKind kind = mark(event.entryPoint().kind());
    if (kind == null) {
      return;
    }
    if (open.size() == MAX_OPEN) {
      open.removeLast();
    }
    open.push(new Open(event.sequence(), kind, event.timeMicros()));
  }

  void returned(CallReturned event) {
    long micros = event.timeMicros();
    touch(micros);
    boolean failed = event.threw() || event.entryPoint().resultType().isFailure(event.result());
    MarkKind kind = mark(event.entryPoint().kind());
    if (kind != null) {
      long start = micros;
      // Calls whose return was not recorded are above the one that returns.
      while (!open.isEmpty() && open.peek().call >= event.callId()) {
        Open ended = open.pop();
        start = ended.call == event.callId() ? ended.micros : start;
      }
      add(kind, start, micros, 0);
    }
    if (failed) {
      add(MarkKind.FAILURE, micros, micros, event.result() & 0xFFFF_FFFFL);
    }
  }

  private static MarkKind mark(Kind kind) {
    switch (kind) {
      case LOGON:
        return MarkKind.LOGON;
      case LOGOFF:
        return MarkKind.LOGOFF;
      case RELEASE:
        return MarkKind.RELEASE;
      case NOTIFICATION:
        return MarkKind.NOTIFICATION;
      default:
        return null;
    }
  }

  void add(MarkKind kind, long startMicros, long endMicros, long ref) {
    touch(startMicros);
    counts[kind.code()]++;
    marks.add(kind, startMicros, endMicros, ref);
  }

  /** There are no more events: what has not returned hangs until then. */
  void end(long micros) {
    while (!open.isEmpty()) {
      Open hanging = open.pollLast();
      add(hanging.kind, hanging.micros, micros, 0);
    }
  }

  void createdBy(String name, long micros) {
    creator = name;
    touch(micros);
  }

  /** Higher for what a reader wants to see first. */
  long interest() {
    long weight = life != null && life.isOfMapi() ? WEIGHT_OF_MAPI : 0;
    for (MarkKind kind : MarkKind.values()) {
      weight += kind == MarkKind.FINDING ? 0 : count(kind);
    }
    long findings = Math.min(count(MarkKind.FINDING), MAX_WEIGHT);
    return findings * 4L * MAX_WEIGHT
        + (severalUsers ? 2L * MAX_WEIGHT : 0)
        + Math.min(weight, MAX_WEIGHT);
  }

  long count(MarkKind kind) {
    return counts[kind.code()];
  }

  ThreadInfo thread() {
    return thread;
  }

  /** Null for a thread that is not native. */
  NativeLife life() {
    return life;
  }

  String creator() {
    return creator;
  }

  /** Calls and notifications. */
  long calls() {
    return calls;
  }

  /** First event, microseconds since 1970-01-01 UTC. */
  long firstMicros() {
    return Math.min(firstMicros, lastMicros);
  }

  long lastMicros() {
    return lastMicros;
  }

  Segments segments() {
    return segments;
  }

  Marks marks() {
    return marks;
  }
}
