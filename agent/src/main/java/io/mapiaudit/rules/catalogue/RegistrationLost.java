package io.mapiaudit.rules.catalogue;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Severity;
import io.mapiaudit.model.Transport;
import io.mapiaudit.model.event.EnvironmentObserved;
import io.mapiaudit.rules.Audit;
import io.mapiaudit.rules.Call;
import io.mapiaudit.rules.Rule;
import io.mapiaudit.rules.RuleInfo;
import io.mapiaudit.rules.Session;
import io.mapiaudit.rules.Sighting;
import io.mapiaudit.rules.Subscriptions;
import java.util.Collections;

/** An impersonated session fails with a network error after work for it ran as the process. */
public final class RegistrationLost implements Rule {

  /** How long the closing of one connection can explain errors of others of the same user. */
  private static final long CLOSED_JUST_BEFORE_MICROS = 5_000_000;

  /** First build in which closing one connection no longer closes all, as {@code 6.5} builds. */
  private static final int FIRST_GOOD_BUILD = 8190;

  private static final String[] MAPI_MODULES = {"exmapi32.dll", "mapi32.dll", "emsmdb32.dll"};

  private static final RuleInfo INFO =
      new RuleInfo(
          "registration-lost",
          Severity.CRITICAL,
          "MAPI_E_NETWORK_ERROR after work for the session ran in the identity of the process",
          "Do not impersonate: run the process as a user with permissions on the mailboxes. Where"
              + " that cannot be, and only if the program can do without notifications, set"
              + " CONNECT_NO_NOTIFICATIONS (0x20) in PR_PROFILE_CONNECT_FLAGS of the profile.",
          "000");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void subscribe(Subscriptions on) {
    on.settledMapiCalls(this::settled);
  }

  private void settled(Call call, Audit audit) {
    Session session = call.session();
    if (!call.failedWith(Words.MAPI_E_NETWORK_ERROR)
        || session == null
        || !session.isImpersonated()
        || session.sighting() == null
        || session.sighting().call() == call
        || siblingClosedAllConnections(session, audit)) {
      return;
    }
    audit.raise(this, call, () -> draft(call, session, audit));
  }

  /** The error of MAPI builds before 6.5.8190.0 that has nothing to do with impersonation. */
  private static boolean siblingClosedAllConnections(Session session, Audit audit) {
    return audit.closedWithin(session.identity(), CLOSED_JUST_BEFORE_MICROS)
        && !isFixedBuild(audit);
  }

  private static boolean isFixedBuild(Audit audit) {
    for (String module : MAPI_MODULES) {
      String version = audit.environment(EnvironmentObserved.MODULE_VERSION + module);
      if (version != null && version.matches("6\\.5\\.\\d{1,9}\\..*")) {
        return Integer.parseInt(version.split("\\.", -1)[2]) >= FIRST_GOOD_BUILD;
      }
    }
    return false;
  }

  private Finding.Builder draft(Call call, Session session, Audit audit) {
    Sighting sighting = session.sighting();
    Call seen = sighting.call();
    Transport transport = audit.run().transport();
    Finding.Builder draft =
        audit
            .draft(this, call, session)
            .related(
                Collections.singletonList(
                    new Finding.Related(
                        seen.thread().info(),
                        audit.name(seen.identity()),
                        "ran " + seen.entryPoint().displayName() + " as the process",
                        seen.stack())))
            .message(
                "Certain: "
                    + call.entryPoint().displayName()
                    + " of "
                    + Words.session(session)
                    + ", returned MAPI_E_NETWORK_ERROR (0x80040115) on "
                    + Words.thread(call.thread())
                    + ", "
                    + Words.seconds(audit.now() - seen.enteredMicros())
                    + " after "
                    + seen.entryPoint().displayName()
                    + (sighting.isCertain() ? "" : ", which may have been for this session,")
                    + " ran on "
                    + Words.thread(seen.thread())
                    + " as "
                    + Words.who(audit, seen.identity())
                    + ". "
                    + likelihood(transport));
    return transport == Transport.MAPI_HTTP ? draft.severity(Severity.MEDIUM) : draft;
  }

  private static String likelihood(Transport transport) {
    switch (transport) {
      case RPC_HTTP:
        return "Likely: over RPC over HTTP the server saw two security contexts on one association,"
            + " answered \"Registration of the Association GUID failed\" and dropped the"
            + " registration, so that the session's calls fail from then on.";
      case MAPI_HTTP:
        return "The transport is MAPI over HTTP, which has no association registration: none can"
            + " have been lost, and the error is likely to have another cause. The work done as the"
            + " wrong user remains.";
      default:
        return "The transport is not known. Likely over RPC over HTTP: the server dropped the"
            + " registration of the association because its security contexts did not match. Over"
            + " MAPI over HTTP there is no such registration, and the cause is likely another.";
    }
  }
}
