package io.mapiaudit.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The profiles in use, across all runs: processes of one user on one host share a registry hive.
 * Holds only profiles with live sessions.
 */
public final class Profiles {

  /** By hive, then by name without case. */
  private final Map<String, Map<String, ProfileUse>> inUse = new HashMap<>();

  /** Those that were deleted, in the order in which they came into use. */
  private final NavigableMap<Long, ProfileUse> deleted = new TreeMap<>();

  private long uses;

  Profiles() {}

  /** The profile of this name as the process of a run sees it, null when no session uses it. */
  public ProfileUse of(Audit audit, String profile) {
    return profile == null || profile.isEmpty() ? null : in(hive(audit)).get(fold(profile));
  }

  /** Profiles in the hive of this run's process that were deleted and still have sessions. */
  public List<ProfileUse> deletedInUse(Audit audit) {
    List<ProfileUse> found = new ArrayList<>();
    String hive = hive(audit);
    for (ProfileUse use : deleted.values()) {
      if (use.hive().equals(hive)) {
        found.add(use);
      }
    }
    return found;
  }

  void deleted(ProfileUse use, Call call, Audit audit) {
    use.deleted(call, audit);
    if (use.deletion() != null) {
      deleted.put(use.number(), use);
    }
  }

  void opened(Session session) {
    String profile = session.profile();
    if (profile == null || profile.isEmpty()) {
      return;
    }
    String hive = hive(session.audit());
    session.profileUse =
        inUse
            .computeIfAbsent(hive, k -> new HashMap<>())
            .computeIfAbsent(fold(profile), k -> new ProfileUse(profile, hive, ++uses));
    session.profileUse.opened(session);
  }

  void closed(Session session) {
    ProfileUse use = session.profileUse;
    if (use == null) {
      return;
    }
    use.closed(session);
    if (use.liveSessions().isEmpty()) {
      ProfileUse gone = in(hive(session.audit())).remove(fold(use.name()));
      if (gone != null) {
        deleted.remove(gone.number());
      }
    }
  }

  /** Profile names are registry keys: case does not matter. */
  static String fold(String profile) {
    return profile.toLowerCase(Locale.ROOT);
  }

  private Map<String, ProfileUse> in(String hive) {
    return inUse.getOrDefault(hive, Collections.emptyMap());
  }

  private static String hive(Audit audit) {
    return audit.run().host() + '\n' + audit.processIdentity().sid();
  }
}
