package io.mapiaudit.output;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The folder of one run, {@code <dir>/<pid>-<UTC start>/}; only its owner can enter it. */
public final class RunFolder {

  private static final String DEFAULT_NAME = "mapi-audit";

  private static final DateTimeFormatter START =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Path path;

  private RunFolder(Path path) {
    this.path = path;
  }

  /**
   * Creates the folder of a run; it is new and empty.
   *
   * @param dirOrNull what the key {@code dir} says; null for {@code mapi-audit} in the working
   *     directory, else in the temp directory
   * @param pid process id
   * @param start of the run; two runs of a process in the same second get {@code -2} and so on
   * @throws IOException naming the directory and the key when nothing can be created there
   */
  public static RunFolder create(Path dirOrNull, long pid, Instant start) throws IOException {
    return create(dirOrNull, defaults(), pid, start);
  }

  static RunFolder create(Path configured, List<Path> defaults, long pid, Instant start)
      throws IOException {
    String name = pid + "-" + START.format(start);
    if (configured != null) {
      Path dir = configured.toAbsolutePath();
      try {
        return new RunFolder(createIn(dir, name));
      } catch (IOException | RuntimeException e) {
        throw new IOException(
            "cannot create a run folder in " + dir + ", which the key 'dir' names: " + e, e);
      }
    }
    IOException failure =
        new IOException(
            "cannot create a run folder in any of "
                + defaults
                + "; set the key 'dir' to a directory that can be written");
    for (Path dir : defaults) {
      try {
        return new RunFolder(createIn(dir, name));
      } catch (IOException | RuntimeException e) {
        failure.addSuppressed(e);
      }
    }
    throw failure;
  }

  private static List<Path> defaults() {
    Path temp = Paths.get(System.getProperty("java.io.tmpdir"));
    // The last one is for a temp directory where another user's agent was first.
    return Arrays.asList(
        Paths.get(DEFAULT_NAME).toAbsolutePath(),
        temp.resolve(DEFAULT_NAME),
        temp.resolve(DEFAULT_NAME + "-" + System.getProperty("user.name")));
  }

  private static Path createIn(Path dir, String name) throws IOException {
    Files.createDirectories(dir);
    Path folder = dir.resolve(name);
    for (int n = 2; ; n++) {
      try {
        return OwnerOnly.createDirectory(folder);
      } catch (FileAlreadyExistsException taken) {
        folder = dir.resolve(name + "-" + n);
      }
    }
  }

  /** The folder itself, absolute. */
  public Path path() {
    return path;
  }

  /** Where {@code findings.jsonl} goes. */
  public Path findings() {
    return path.resolve("findings.jsonl");
  }

  /** Where {@code run.json} goes. */
  public Path runJson() {
    return path.resolve("run.json");
  }

  /** Where {@code agent.log} goes. */
  public Path agentLog() {
    return path.resolve("agent.log");
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
