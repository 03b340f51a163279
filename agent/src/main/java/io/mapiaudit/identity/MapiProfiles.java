package io.mapiaudit.identity;

import io.mapiaudit.identity.Registry.Root;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The MAPI profiles in the hive that HKEY_CURRENT_USER of this process is. Only looked at. */
public final class MapiProfiles {

  /** Of MAPI until Outlook 2010, and of Outlook 2013 and 2016 and newer. */
  private static final List<String> KEYS =
      Arrays.asList(
          "Software\\Microsoft\\Windows NT\\CurrentVersion\\Windows Messaging Subsystem\\Profiles",
          "Software\\Microsoft\\Office\\15.0\\Outlook\\Profiles",
          "Software\\Microsoft\\Office\\16.0\\Outlook\\Profiles");

  /** What follows may be a CRC of the SID (source 003). */
  private static final String DELETED = "Deleted Profiles";

  /** PR_PROFILE_CONNECT_FLAGS, 0x66040003, as profiles spell it. */
  private static final String CONNECT_FLAGS = "00036604";

  private final Map<String, Long> connectFlags = new LinkedHashMap<>();
  private final List<String> deleted = new ArrayList<>();

  private MapiProfiles() {}

  /** Reads them. */
  public static MapiProfiles read(Registry registry) {
    MapiProfiles profiles = new MapiProfiles();
    for (String key : KEYS) {
      for (String name : registry.children(Root.CURRENT_USER, key)) {
        String child = key + "\\" + name;
        if (name.startsWith(DELETED)) {
          profiles.deleted.addAll(registry.children(Root.CURRENT_USER, child));
        } else {
          profiles.connectFlags.put(name, flags(registry, child));
        }
      }
    }
    return profiles;
  }

  /** Names with the connect flags of each, all sections' together; 0 for none. Unmodifiable. */
  public Map<String, Long> connectFlags() {
    return Collections.unmodifiableMap(connectFlags);
  }

  /** Names of those that are marked as deleted and still there; unmodifiable. */
  public List<String> deleted() {
    return Collections.unmodifiableList(deleted);
  }

  private static long flags(Registry registry, String profile) {
    long flags = 0;
    for (String section : registry.children(Root.CURRENT_USER, profile)) {
      Optional<String> value =
          registry.value(Root.CURRENT_USER, profile + "\\" + section, CONNECT_FLAGS);
      if (value.filter(bytes -> bytes.matches("[0-9a-f]{8}")).isPresent()) {
        // Four bytes, the lowest first.
        flags |= Integer.reverseBytes(Integer.parseUnsignedInt(value.get(), 16)) & 0xFFFFFFFFL;
      }
    }
    return flags;
  }
}
