package io.mapiaudit.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds folders of runs: those named, and those inside a folder that is named, by host as well. */
final class RunFolders {

  private static final String JOURNAL = "journal-*.maj";

  /** Where runs of many machines are collected, there is a folder for each host and service. */
  private static final int LEVELS = 3;

  private RunFolders() {}

  /**
   * The folders, each once, in the order given, by name inside of one.
   *
   * @throws CommandFailure for one that is no folder or holds no journal
   */
  static List<Path> find(List<Path> given) throws IOException {
    Set<Path> found = new LinkedHashSet<>();
    for (Path path : given) {
      if (!Files.isDirectory(path)) {
        String what = Files.exists(path) ? " is not a folder" : " does not exist";
        throw new CommandFailure(
            ExitCode.BAD_INPUT,
            path + what,
            "name the folder of a run, <pid>-<start>, or the one that holds such folders");
      }
      List<Path> runs = hasJournal(path) ? Collections.singletonList(path) : inside(path, LEVELS);
      if (runs.isEmpty()) {
        throw new CommandFailure(
            ExitCode.BAD_INPUT,
            path + " holds no journal (" + JOURNAL + "), nor does a folder in it",
            "name the folder that the key mapi.audit.dir named, one of a run in it, or one that"
                + " holds such folders by host and service");
      }
      for (Path run : runs) {
        found.add(run.toRealPath());
      }
    }
    return new ArrayList<>(found);
  }

  private static List<Path> inside(Path path, int levels) throws IOException {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(path, Files::isDirectory)) {
      folders.forEach(children::add);
    }
    Collections.sort(children);
    List<Path> runs = new ArrayList<>();
    for (Path child : children) {
      if (hasJournal(child)) {
        runs.add(child);
      } else if (levels > 1) {
        runs.addAll(inside(child, levels - 1));
      }
    }
    return runs;
  }

  private static boolean hasJournal(Path path) throws IOException {
    try (DirectoryStream<Path> journals = Files.newDirectoryStream(path, JOURNAL)) {
      return journals.iterator().hasNext();
    }
  }
}
