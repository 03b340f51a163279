package io.mapiaudit.demo.runner;

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
        Expectation.of("impersonated-logon")
            .without("notifications-not-disabled", "registration-lost"));
    TABLE.put(
        "two-users",
        Expectation.of(
                "multiple-user-contexts",
                "release-stalled",
                "impersonated-logon",
                "notifications-not-disabled")
            .tolerating("native-worker-in-process-identity"));
    TABLE.put(
        "wrong-thread-release",
        Expectation.of(
            "session-crosses-identities", "impersonated-logon", "notifications-not-disabled"));
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
