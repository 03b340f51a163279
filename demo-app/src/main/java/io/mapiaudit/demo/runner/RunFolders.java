package io.mapiaudit.demo.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The folders that scenarios leave behind, one each. */
final class RunFolders {

  private final Path out;

  RunFolders(Path out) {
    this.out = out;
  }

  /**
   * An empty folder for the scenario; what an earlier run left in it is deleted.
   *
   * @throws IOException when the folder holds something that is not of an earlier run
   */
  Path fresh(String scenario) throws IOException {
    Path folder = out.resolve(scenario);
    if (Files.exists(folder)) {
      if (!Files.exists(folder.resolve(AuditedJvm.TRANSCRIPT))) {
        throw new IOException(folder + " was not made by the demo; choose another --out");
      }
      delete(folder);
    }
    return Files.createDirectories(folder);
  }

  private static void delete(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> tree = Files.walk(folder)) {
      deepestFirst = tree.sorted(Comparator.reverseOrder()).collect(Collectors.toList());
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }
}
