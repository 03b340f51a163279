package io.mapiaudit.rules.catalogue;

import io.mapiaudit.model.event.EnvironmentObserved;
import io.mapiaudit.rules.Audit;
import io.mapiaudit.rules.Call;
import io.mapiaudit.rules.NativeThread;
import io.mapiaudit.rules.NativeThreads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.StringJoiner;

/**
 * What sweeps tell of the threads that a release waits for (source 001): every user's first session
 * starts a polling thread, and one that finds several connection lists and none of its own ends
 * without a signal.
 */
final class PollingThreads {

  private static final int MAX_NAMED = 6;

  private static final List<String> PROVIDERS =
      Arrays.asList("exmapi32.dll", "olmapi32.dll", "msmapi32.dll", "emsmdb32.dll");

  private static final String MECHANISM =
      "Likely: MAPI waits for a polling thread that gave up because it found several connection"
          + " lists and none of its own, and so will wait for ever.";

  private PollingThreads() {}

  /** Sentences about a release that hangs among several user contexts. */
  static String evidence(Call call, Audit audit) {
    NativeThreads threads = audit.nativeThreads();
    if (threads.sweptMicros() == 0) {
      return MECHANISM
          + " Nothing is known of MAPI's own threads: no sweep has looked at them (sweep.interval;"
          + " Windows only).";
    }
    String swept = "The thread sweep of " + ago(threads.sweptMicros(), audit) + " before this";
    if (threads.sweptMicros() < call.enteredMicros()) {
      return MECHANISM + " " + swept + " was earlier than the call and tells nothing of it.";
    }
    if (threads.alive().isEmpty()) {
      return knowsModule(threads, audit)
          ? gone(swept, threads, audit)
          : MECHANISM
              + " "
              + swept
              + " saw no thread of MAPI, nor any of the libraries that make such threads loaded"
              + " (sweep.modules): nothing is known of the polling threads.";
    }
    return alive(swept, threads, audit);
  }

  private static String gone(String swept, NativeThreads threads, Audit audit) {
    List<NativeThread> ended = endedSinceFirstLogon(threads, audit);
    return swept
        + " saw no thread of MAPI any more: certain is that its polling threads have ended"
        + (ended.isEmpty() ? "" : ", " + named(ended, audit))
        + ". Likely the release waits for them, as in source 001: they found several connection"
        + " lists and none of their own, ended without a signal, and the release will wait for"
        + " ever.";
  }

  private static String alive(String swept, NativeThreads threads, Audit audit) {
    List<NativeThread> ended = endedSinceFirstLogon(threads, audit);
    String living = "threads of MAPI are alive: " + named(threads.alive(), audit);
    if (ended.isEmpty()) {
      return swept
          + " saw that "
          + living
          + ", and saw none end. When the polling threads are among them, this is not source 001's"
          + " mechanism, or not yet: likely a slow or lost server.";
    }
    return swept
        + " saw that threads of MAPI have ended: "
        + named(ended, audit)
        + "; other "
        + living
        + ". Which of them are polling threads is not known. "
        + MECHANISM;
  }

  /** RPC is always there, and mapi32.dll may only hand calls on to a client of any name. */
  private static boolean knowsModule(NativeThreads threads, Audit audit) {
    return !threads.ended().isEmpty()
        || PROVIDERS.stream()
            .anyMatch(file -> audit.environment(EnvironmentObserved.MODULE_VERSION + file) != null);
  }

  /** What ended before there was a session has nothing to do with it. */
  private static List<NativeThread> endedSinceFirstLogon(NativeThreads threads, Audit audit) {
    long first =
        audit.liveSessions().stream()
            .mapToLong(session -> session.logon().enteredMicros())
            .min()
            .orElse(Long.MAX_VALUE);
    List<NativeThread> ended = new ArrayList<>();
    for (NativeThread thread : threads.ended()) {
      if (thread.lastSeenMicros() >= first) {
        ended.add(thread);
      }
    }
    return ended;
  }

  private static String named(Collection<NativeThread> threads, Audit audit) {
    StringJoiner names = new StringJoiner(", ");
    int n = 0;
    for (NativeThread thread : threads) {
      if (n++ == MAX_NAMED) {
        names.add("and " + (threads.size() - MAX_NAMED) + " more");
        break;
      }
      names.add(
          "thread "
              + thread.info().osId()
              + " ("
              + thread.start()
              + ", as "
              + Words.who(audit, thread.identity())
              + ")");
    }
    return names.toString();
  }

  private static String ago(long micros, Audit audit) {
    return Words.seconds(audit.now() - micros);
  }
}
