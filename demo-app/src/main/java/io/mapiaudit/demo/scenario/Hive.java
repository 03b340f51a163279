package io.mapiaudit.demo.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A folder that stands for the registry hive which processes of one user share. */
final class Hive implements AutoCloseable {

  private final Path folder;

  private Hive(Path folder) {
    this.folder = folder;
  }

  static Hive create() throws IOException {
    return new Hive(Files.createTempDirectory("mapidemo-hive"));
  }

  /** Environment of a process that uses this hive. */
  Map<String, String> variables() {
    return Collections.singletonMap("MAPIDEMO_HIVE", folder.toString());
  }

  /** Environment of a process that uses this hive in the given Windows session. */
  Map<String, String> variables(int windowsSession) {
    Map<String, String> variables = new HashMap<>(variables());
    variables.put("MAPIDEMO_WINDOWS_SESSION", String.valueOf(windowsSession));
    return variables;
  }

  @Override
  public void close() throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> tree = Files.walk(folder)) {
      deepestFirst = tree.sorted(Comparator.reverseOrder()).collect(Collectors.toList());
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }
}
