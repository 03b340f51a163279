package io.mapiaudit.output.eventlog;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The event id of each rule. An id is never changed and never given to another rule: filters and
 * subscriptions rely on it. All are below 1000, for which Windows brings a message file.
 */
final class EventIds {

  /** Of a rule that is not in the table. */
  static final int OTHER = 100;

  private static final Map<String, Integer> BY_RULE = table();

  private EventIds() {}

  private static Map<String, Integer> table() {
    Map<String, Integer> ids = new LinkedHashMap<>();
    ids.put("async-notification-in-process-identity", 101);
    ids.put("notification-identity-mismatch", 102);
    ids.put("session-crosses-identities", 103);
    ids.put("multiple-user-contexts", 104);
    ids.put("release-stalled", 105);
    ids.put("registration-lost", 106);
    ids.put("impersonated-logon", 107);
    ids.put("notifications-not-disabled", 108);
    ids.put("initialize-purges-profiles", 109);
    ids.put("profile-deleted-in-use", 110);
    ids.put("windows-session-split", 111);
    ids.put("identity-not-propagated", 112);
    ids.put("impersonation-left-behind", 113);
    ids.put("impersonation-level-too-low", 114);
    ids.put("virtual-thread-impersonation", 115);
    ids.put("native-worker-in-process-identity", 116);
    ids.put("ended-abruptly-while-impersonating", 117);
    ids.put("known-defective-mapi", 118);
    ids.put("transport-of-process-user", 119);
    return Collections.unmodifiableMap(ids);
  }

  /** The id of a rule's events. */
  static int of(String rule) {
    return BY_RULE.getOrDefault(rule, OTHER);
  }

  /** The whole table, in order of the ids. */
  static Map<String, Integer> all() {
    return BY_RULE;
  }
}
