package io.mapiaudit.rules.catalogue;

import io.mapiaudit.model.Identity;
import io.mapiaudit.model.Transport;
import io.mapiaudit.rules.Audit;
import io.mapiaudit.rules.Call;
import io.mapiaudit.rules.HandOver;
import io.mapiaudit.rules.Session;
import io.mapiaudit.rules.ThreadState;
import java.util.Locale;
import java.util.StringJoiner;

/** The phrases that messages are made of. */
final class Words {

  static final int MAPI_E_CALL_FAILED = 0x80004005;
  static final int MAPI_E_NETWORK_ERROR = 0x80040115;

  private static final int MAX_NAMED_CONTEXTS = 8;

  private Words() {}

  /** {@code ACME\alice (S-1-5-…)}, or the SID. */
  static String who(Audit audit, Identity identity) {
    return audit.name(identity).toString();
  }

  /** {@code thread "worker-1"}. */
  static String thread(ThreadState thread) {
    return thread(thread.info().name());
  }

  static String thread(String name) {
    return "thread \"" + name + "\"";
  }

  /** {@code session 3, opened as ACME\alice (S-1-5-…) by thread "worker-1"}. */
  static String session(Session session) {
    return "session "
        + session.number()
        + ", opened as "
        + who(session.audit(), session.identity())
        + " by "
        + thread(session.logon().thread());
  }

  /** {@code IMsgStore::OpenEntry (result 0x80040115)}, without the result while there is none. */
  static String operation(Call call) {
    String name = call.entryPoint().displayName();
    if (!call.isReturned()) {
      return name + " (not returned)";
    }
    String result = call.formattedResult();
    return result == null ? name : name + " (result " + result + ")";
  }

  /** {@code profile "Mail"}, or {@code the default profile}. */
  static String profile(String name) {
    return name == null || name.isEmpty() ? "the default profile" : "profile \"" + name + "\"";
  }

  /** The users that have live sessions, joined by commas. */
  static String contexts(Audit audit) {
    StringJoiner names = new StringJoiner(", ");
    int n = 0;
    for (Session session : audit.contexts()) {
      if (n++ == MAX_NAMED_CONTEXTS) {
        names.add("and " + (audit.contextCount() - MAX_NAMED_CONTEXTS) + " more");
        break;
      }
      names.add(who(audit, session.identity()));
    }
    return names.toString();
  }

  /** {@code 31.2 s}. */
  static String seconds(long micros) {
    return String.format(Locale.ROOT, "%.1f s", micros / 1e6);
  }

  /** How work came to a thread: {@code thread "main" submitted the task as ACME\alice (S-1-…)}. */
  static String handOver(Audit audit, HandOver handOver) {
    String work = handOver.isTask() ? " submitted the task" : " started this thread";
    return thread(handOver.giver().name())
        + (handOver.isDirect() ? work : " submitted the task that this work comes from")
        + " while it acted as "
        + who(audit, handOver.identity());
  }

  /** What work in the process's identity leads to, by transport (sources 000 and 002). */
  static String consequence(Transport transport) {
    switch (transport) {
      case RPC_HTTP:
        return "The transport is RPC over HTTP: the server binds the registration of the association"
            + " to one security context, so calls of the impersonated session are likely to fail"
            + " with MAPI_E_NETWORK_ERROR (0x80040115).";
      case MAPI_HTTP:
        return "The transport is MAPI over HTTP, which has no association registration: expect work"
            + " done and permissions checked as the wrong user, not MAPI_E_NETWORK_ERROR.";
      default:
        return "The transport is not known: over RPC over HTTP calls of the impersonated session are"
            + " likely to fail with MAPI_E_NETWORK_ERROR (0x80040115); MAPI over HTTP has no"
            + " association registration, there expect work done as the wrong user instead.";
    }
  }
}
