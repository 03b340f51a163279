package io.mapiaudit.runtime;

import io.mapiaudit.identity.Registry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A registry that has nothing but what a test puts there. */
final class WrittenRegistry implements Registry {

  private final Map<String, String> values = new HashMap<>();

  WrittenRegistry with(Root root, String key, String name, String value) {
    values.put(root + "\\" + key + "\\\n" + name, value);
    return this;
  }

  @Override
  public boolean exists(Root root, String key) {
    return values.keySet().stream().anyMatch(path -> path.startsWith(root + "\\" + key + "\\"));
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
    return Optional.of("S-1-5-18");
  }
}
