package io.mapiaudit.identity;

import java.util.List;
import java.util.Optional;

/** The Windows registry, read only. Absent keys and values are empty, never an error. */
public interface Registry {

  /** Where a path begins. */
  enum Root {
    /** The user that this process runs as, or whose hive Windows took instead. */
    CURRENT_USER,
    LOCAL_MACHINE,
    USERS
  }

  boolean exists(Root root, String key);

  /** Names of the keys below a key, in the registry's order. */
  List<String> children(Root root, String key);

  /**
   * A value as text, numbers in decimal, bytes in hexadecimal.
   *
   * @param name "" for the key's default value
   */
  Optional<String> value(Root root, String key, String name);

  /**
   * What HKEY_CURRENT_USER of this process really is, for example {@code S-1-5-18} or {@code
   * .DEFAULT}; empty when the system does not tell.
   */
  Optional<String> currentUserHive();
}
