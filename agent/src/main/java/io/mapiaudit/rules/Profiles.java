package io.mapiaudit.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The profiles in use, across all runs: processes of one user on one host share a registry hive.
 * Holds only profiles with live sessions.
 */
public final class Profiles {

  private final Map<String, ProfileUse> inUse = new LinkedHashMap<>();

  Profiles() {}

  /** The profile of this name as the process of a run sees it, null when no session uses it. */
  public ProfileUse of(Audit audit, String profile) {
    return profile == null || profile.isEmpty() ? null : inUse.get(key(audit, profile));
  }

  /** Profiles in the hive of this run's process that were deleted and still have sessions. */
  public List<ProfileUse> deletedInUse(Audit audit) {
    List<ProfileUse> found = new ArrayList<>();
    for (ProfileUse use : inUse.values()) {
      if (use.deletion() != null
          && use.host().equals(audit.run().host())
          && use.hiveSid().equals(audit.processIdentity().sid())) {
        found.add(use);
      }
    }
    return found;
  }

  void opened(Session session) {
    String profile = session.profile();
    if (profile == null || profile.isEmpty()) {
      return;
    }
    Audit audit = session.audit();
    session.profileUse =
        inUse.computeIfAbsent(
            key(audit, profile),
            k -> new ProfileUse(profile, audit.run().host(), audit.processIdentity().sid()));
    session.profileUse.sessions.add(session);
  }

  void closed(Session session) {
    ProfileUse use = session.profileUse;
    if (use != null) {
      use.sessions.remove(session);
      if (use.sessions.isEmpty()) {
        inUse.remove(key(session.audit(), use.name()));
      }
    }
  }

  /** Profile names are registry keys: case does not matter. */
  static String fold(String profile) {
    return profile.toLowerCase(Locale.ROOT);
  }

  private static String key(Audit audit, String profile) {
    return audit.run().host() + '\n' + audit.processIdentity().sid() + '\n' + fold(profile);
  }
}
