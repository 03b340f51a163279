package io.mapiaudit.rules;

import java.util.Map;

/** Which profiles were told not to use notifications; remembers 4,096. */
final class QuietProfiles {

  private static final int CONNECT_NO_NOTIFICATIONS = 0x20;
  private static final int MAX_PROFILES = 4_096;

  private final Map<String, Boolean> quiet = BoundedMap.keepingLatestAdded(MAX_PROFILES);
  private final Map<String, Boolean> configured = BoundedMap.keepingLatestAdded(MAX_PROFILES);
  private boolean someUnnamed;

  void flagged(Call call) {
    if (!call.succeeded()) {
      return;
    }
    String profile = call.text();
    if (profile == null && call.object != null) {
      profile = call.object.profile;
    }
    boolean on = (call.argument() & CONNECT_NO_NOTIFICATIONS) != 0;
    if (profile == null) {
      someUnnamed |= on;
    } else {
      quiet.put(Profiles.fold(profile), on);
    }
  }

  /**
   * The registry has these flags for a profile.
   *
   * @param flags {@code 0x20}
   */
  void configured(String profile, String flags) {
    if (flags.matches("0x[0-9a-f]{1,8}")) {
      boolean on = (Long.parseLong(flags.substring(2), 16) & CONNECT_NO_NOTIFICATIONS) != 0;
      configured.put(Profiles.fold(profile), on);
    }
  }

  /** Flags may have been set that were not seen: any profile may be quiet from now on. */
  void doubt() {
    quiet.values().removeIf(on -> !on);
    someUnnamed = true;
  }

  /**
   * True when the profile was seen to get CONNECT_NO_NOTIFICATIONS or has it, or some profile whose
   * name is not known was: it may be this one.
   */
  boolean mayInclude(String profile) {
    Boolean known = profile == null ? null : quiet.get(Profiles.fold(profile));
    if (known != null) {
      return known;
    }
    boolean inRegistry =
        profile != null && configured.getOrDefault(Profiles.fold(profile), /* default= */ false);
    return inRegistry || someUnnamed;
  }
}
