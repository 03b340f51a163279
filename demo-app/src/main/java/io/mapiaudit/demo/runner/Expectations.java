package io.mapiaudit.demo.runner;

import com.sun.jna.Platform;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The table of scenarios and the rules that the agent should raise in them. */
final class Expectations {

  private static final Map<String, Expectation> TABLE = new LinkedHashMap<>();

  static {
    TABLE.put("service-account", Expectation.CLEAN);
    TABLE.put(
        "same-user", Expectation.of("impersonated-logon").without("notifications-not-disabled"));
    TABLE.put(
        "async-notifications",
        Expectation.of(
                "async-notification-in-process-identity",
                "registration-lost",
                "impersonated-logon",
                "notifications-not-disabled")
            // The thread that makes the callbacks is one; whether the sweep comes by is chance.
            .tolerating("native-worker-in-process-identity"));
    TABLE.put(
        "async-notifications-disabled",
        Expectation.of("impersonated-logon").without("notifications-not-disabled"));
    TABLE.put(
        "two-users",
        Expectation.of(
                "multiple-user-contexts",
                "release-stalled",
                "impersonated-logon",
                "notifications-not-disabled")
            .tolerating("native-worker-in-process-identity"));
    TABLE.put(
        "native-workers",
        Platform.isWindows()
            ? Expectation.of(
                "native-worker-in-process-identity",
                "impersonated-logon",
                "notifications-not-disabled")
            : Expectation.of("impersonated-logon", "notifications-not-disabled")
                .noting(
                    "native-worker-in-process-identity is not expected here: the agent looks at"
                        + " native threads on Windows only"));
    TABLE.put(
        "wrong-thread-release",
        Expectation.of(
            "session-crosses-identities", "impersonated-logon", "notifications-not-disabled"));
    TABLE.put("thread-pool", Expectation.of("identity-not-propagated"));
    TABLE.put("left-behind", Expectation.of("impersonation-left-behind", "impersonated-logon"));
    TABLE.put(
        "low-level-token", Expectation.of("impersonation-level-too-low", "impersonated-logon"));
    // What the killed process itself found may not have reached its file.
    TABLE.put("fast-fail", Expectation.of("ended-abruptly-while-impersonating"));
    TABLE.put(
        "deleted-profile", Expectation.of("initialize-purges-profiles", "profile-deleted-in-use"));
    TABLE.put(
        "terminal-services",
        Platform.isWindows()
            // There a process cannot choose its Windows session.
            ? Expectation.of("profile-deleted-in-use")
            : Expectation.of("profile-deleted-in-use").inReplay("windows-session-split"));
    TABLE.put("network-errors-only", Expectation.CLEAN);
  }

  private Expectations() {}

  /** What to expect of a scenario. */
  static Expectation of(String scenario) {
    return TABLE.get(scenario);
  }

  static Set<String> scenarios() {
    return Collections.unmodifiableSet(TABLE.keySet());
  }
}
