package io.mapiaudit.cli.doctor;

import io.mapiaudit.identity.Registry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A registry that holds what a test puts there. */
final class FakeRegistry implements Registry {

  private final Map<String, String> values = new TreeMap<>();
  String hive;

  /** Puts a value, and with it the keys above. */
  FakeRegistry with(Root root, String key, String name, String value) {
    values.put(root + "\\" + key + "\\\n" + name, value);
    return this;
  }

  @Override
  public boolean exists(Root root, String key) {
    String start = root + "\\" + key + "\\";
    return values.keySet().stream().anyMatch(path -> path.startsWith(start));
  }

  @Override
  public List<String> children(Root root, String key) {
    String start = root + "\\" + key + "\\";
    Set<String> names = new LinkedHashSet<>();
    for (String path : values.keySet()) {
      if (path.startsWith(start) && !path.startsWith(start + "\n")) {
        names.add(path.substring(start.length()).split("\\\\", 2)[0]);
      }
    }
    return new ArrayList<>(names);
  }

  @Override
  public Optional<String> value(Root root, String key, String name) {
    return Optional.ofNullable(values.get(root + "\\" + key + "\\\n" + name));
  }

  @Override
  public Optional<String> currentUserHive() {
    return Optional.ofNullable(hive);
  }
}
