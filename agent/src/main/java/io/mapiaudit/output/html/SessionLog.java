package io.mapiaudit.output.html;

import io.mapiaudit.model.SessionInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/** The sessions of a run: those that still live, those worth a look, and sums of all by user. */
final class SessionLog {

  /** Ended sessions that are kept: those with findings, and those that lived longest. */
  static final int KEPT = 500;

  /** A session with what became of it. */
  static final class Life {
    private final SessionInfo info;
    private final int user;
    private long endMicros;
    private long calls;
    private long notifications;
    private boolean ended;
    private boolean forgotten;
    private long findings;

    private Life(SessionInfo info, int user) {
      this.info = info;
      this.user = user;
    }

    SessionInfo info() {
      return info;
    }

    int user() {
      return user;
    }

    /** False when it lived on at the end of what was recorded. */
    boolean hasEnded() {
      return ended;
    }

    /** True when recording was switched off while it lived, so that its end was not seen. */
    boolean isForgotten() {
      return forgotten;
    }

    long endMicros() {
      return endMicros;
    }

    long calls() {
      return calls;
    }

    long notifications() {
      return notifications;
    }

    /** Places in the code with a finding about it. */
    long findings() {
      return findings;
    }

    private long length() {
      return endMicros - info.logonMicros();
    }
  }

  /** All sessions of a user. */
  static final class Sum {
    private long sessions;
    private long ended;
    private long micros;
    private long longestMicros;

    long sessions() {
      return sessions;
    }

    long ended() {
      return ended;
    }

    /** Time of those that ended, together. */
    long micros() {
      return micros;
    }

    long longestMicros() {
      return longestMicros;
    }
  }

  private final Users users;
  private final Map<Long, Life> live = new LinkedHashMap<>();
  private final PriorityQueue<Life> ended =
      new PriorityQueue<>(
          Comparator.comparingLong((Life life) -> Math.min(1, life.findings))
              .thenComparingLong(Life::length));
  private final Map<Integer, Sum> sums = new TreeMap<>();
  private long sessions;
  private int mostAtOnce;

  SessionLog(Users users) {
    this.users = users;
  }

  void began(SessionInfo session) {
    int user = users.number(session.identity());
    live.put(session.number(), new Life(session, user));
    mostAtOnce = Math.max(mostAtOnce, live.size());
    sessions++;
    sums.computeIfAbsent(user, key -> new Sum()).sessions++;
  }

  void ended(long number, long calls, long notifications, boolean seen, long micros) {
    Life life = live.remove(number);
    if (life == null) {
      return;
    }
    life.calls = calls;
    life.notifications = notifications;
    life.ended = true;
    life.forgotten = !seen;
    life.endMicros = Math.max(micros, life.info.logonMicros());
    Sum sum = sums.get(life.user);
    sum.ended++;
    sum.micros += life.length();
    sum.longestMicros = Math.max(sum.longestMicros, life.length());
    ended.add(life);
    if (ended.size() > KEPT) {
      ended.remove();
    }
  }

  /** A finding names this session; one that was not kept stays away. */
  void found(String number) {
    try {
      Life life = live.get(Long.parseLong(number));
      if (life != null) {
        life.findings++;
      }
    } catch (NumberFormatException notOurs) {
      // Other names than numbers are of sessions that were never told.
    }
  }

  /** Those that still live and those that were kept, by their logon. */
  List<Life> lives(int most) {
    List<Life> all = new ArrayList<>(live.values());
    all.addAll(ended);
    all.sort(
        Comparator.comparing((Life life) -> life.findings == 0)
            .thenComparing(life -> life.ended)
            .thenComparing(Comparator.comparingLong(Life::length).reversed()));
    List<Life> best = new ArrayList<>(all.subList(0, Math.min(most, all.size())));
    best.sort(Comparator.comparingLong(life -> life.info.logonMicros()));
    return best;
  }

  /** All sessions by the user's number. */
  Map<Integer, Sum> sums() {
    return sums;
  }

  long sessions() {
    return sessions;
  }

  int live() {
    return live.size();
  }

  int mostAtOnce() {
    return mostAtOnce;
  }
}
