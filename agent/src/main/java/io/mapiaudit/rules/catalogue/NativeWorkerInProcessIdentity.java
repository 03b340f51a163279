package io.mapiaudit.rules.catalogue;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Severity;
import io.mapiaudit.model.Stack;
import io.mapiaudit.rules.Audit;
import io.mapiaudit.rules.NativeThread;
import io.mapiaudit.rules.Rule;
import io.mapiaudit.rules.RuleInfo;
import io.mapiaudit.rules.Session;
import io.mapiaudit.rules.Subscriptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.StringJoiner;

/** A thread that MAPI made for itself works as the process beside impersonated sessions. */
public final class NativeWorkerInProcessIdentity implements Rule {

  private static final int MAX_NAMED = 8;

  private static final RuleInfo INFO =
      new RuleInfo(
          "native-worker-in-process-identity",
          Severity.HIGH,
          "A native thread of MAPI runs as the process while impersonated sessions live",
          "Do not impersonate: run the process as a user with permissions on the mailboxes. Where"
              + " that cannot be, and only if the program can do without notifications, set"
              + " CONNECT_NO_NOTIFICATIONS (0x20) in PR_PROFILE_CONNECT_FLAGS of the profile, and"
              + " have one user's sessions only in a process.",
          "000",
          "001");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void subscribe(Subscriptions on) {
    on.threadsSwept(this::swept);
  }

  private void swept(Audit audit) {
    if (audit.nativeThreads().alive().isEmpty()) {
      return;
    }
    List<Session> endangered = new ArrayList<>();
    for (Session session : audit.liveSessions()) {
      if (session.isImpersonated()) {
        endangered.add(session);
      }
    }
    if (endangered.isEmpty()) {
      return;
    }
    for (NativeThread thread : audit.nativeThreads().alive()) {
      if (audit.isProcess(thread.identity()) && thread.firstTime()) {
        audit.raise(this, start(thread), null, 0, () -> draft(thread, endangered, audit));
      }
    }
  }

  private static Stack start(NativeThread thread) {
    return Stack.of(Collections.singletonList(thread.start()));
  }

  private Finding.Builder draft(NativeThread thread, List<Session> endangered, Audit audit) {
    Session session = endangered.get(0);
    return audit
        .draft(this, session.logon(), session)
        .operation(null)
        .thread(thread.info(), null)
        .actual(audit.name(thread.identity()))
        .stack(start(thread))
        .message(
            "Certain: native thread "
                + thread.info().osId()
                + " of "
                + thread.module()
                + ", which began at "
                + thread.start()
                + " (0x"
                + Long.toHexString(thread.startAddress())
                + ") "
                + Words.seconds(audit.now() - thread.bornMicros())
                + " ago, runs as "
                + Words.who(audit, thread.identity())
                + ", the identity of the process, while "
                + endangered.size()
                + (endangered.size() == 1
                    ? " impersonated session lives: "
                    : " impersonated sessions live: ")
                + sessions(endangered)
                + ". A thread that MAPI or RPC makes does not get the token of the thread it works"
                + " for. Likely what it does for these sessions, it does as the process. "
                + Words.consequence(audit.run().transport()));
  }

  private static String sessions(List<Session> sessions) {
    StringJoiner names = new StringJoiner("; ");
    for (Session session : sessions.subList(0, Math.min(MAX_NAMED, sessions.size()))) {
      names.add(Words.session(session));
    }
    if (sessions.size() > MAX_NAMED) {
      names.add("and " + (sessions.size() - MAX_NAMED) + " more");
    }
    return names.toString();
  }
}
