package io.mapiaudit.runtime;

import io.mapiaudit.journal.JournalReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;

/**
 * Deletes the folders of old runs, so that an agent that is left on for months fills no disk. Never
 * one that is being recorded, one whose process died and whose end nobody has read yet, or one that
 * holds folders: those are not the agent's.
 */
final class OldRuns {

  private static final Pattern NAME = Pattern.compile("\\d+-(\\d{8}T\\d{6}Z)(?:-(\\d+))?");
  private static final String DESCRIPTION = "run.json";

  private final Path own;
  private final int keep;
  private final Logger logger;

  /**
   * Old runs beside this one.
   *
   * @param own folder of this run
   * @param keep how many ended runs stay; 0: all
   */
  OldRuns(Path own, int keep, Logger logger) {
    this.own = own;
    this.keep = keep;
    this.logger = logger;
  }

  /**
   * Deletes what is too much, the oldest first.
   *
   * @throws IOException when the directory cannot be read
   */
  void deleteSurplus() throws IOException {
    if (keep == 0) {
      return;
    }
    List<Path> ended = ended();
    int surplus = Math.max(0, ended.size() - keep);
    int deleted = 0;
    for (Path folder : ended.subList(0, surplus)) {
      deleted += delete(folder) ? 1 : 0;
    }
    if (deleted > 0) {
      logger.info("deleted {} folder(s) of older runs, as runs.keep is {}", deleted, keep);
    }
  }

  /** The oldest first. Another process may delete them at the same time. */
  private List<Path> ended() throws IOException {
    List<Path> ended = new ArrayList<>();
    try (DirectoryStream<Path> siblings = Files.newDirectoryStream(own.getParent())) {
      for (Path folder : siblings) {
        if (!folder.equals(own) && isEnded(folder)) {
          ended.add(folder);
        }
      }
    }
    ended.sort(Comparator.comparing(OldRuns::start).thenComparing(Path::toString));
    return ended;
  }

  /**
   * Before it has its description, a run that is just beginning cannot be told from one that ended.
   */
  private static boolean isEnded(Path folder) throws IOException {
    return NAME.matcher(folder.getFileName().toString()).matches()
        && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        && Files.exists(folder.resolve(DESCRIPTION))
        && !JournalReader.isBeingRecorded(folder)
        && !JournalReader.wasAbandoned(folder);
  }

  private static String start(Path folder) {
    Matcher name = NAME.matcher(folder.getFileName().toString());
    return name.matches() ? name.group(1) : "";
  }

  /** The description goes last: what could not be deleted whole is found again. */
  private boolean delete(Path folder) {
    try {
      List<Path> files = new ArrayList<>();
      try (DirectoryStream<Path> content = Files.newDirectoryStream(folder)) {
        for (Path file : content) {
          if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
          }
          if (!file.endsWith(DESCRIPTION)) {
            files.add(file);
          }
        }
      }
      files.add(folder.resolve(DESCRIPTION));
      files.add(folder);
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
      return true;
    } catch (IOException failure) {
      logger.warn("cannot delete the old run {}: {}", folder, failure.toString());
      return false;
    }
  }
}
