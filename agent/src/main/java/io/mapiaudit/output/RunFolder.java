package io.mapiaudit.output;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
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
   * @param mayNameUser whether a folder may have the user's name in its name
   * @param pid process id
   * @param start of the run; two runs of a process in the same second get {@code -2} and so on
   * @throws IOException naming the directory and the key when nothing can be created there
   */
  public static RunFolder create(Path dirOrNull, boolean mayNameUser, long pid, Instant start)
      throws IOException {
    return create(dirOrNull, defaults(mayNameUser), pid, start);
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
        return new RunFolder(createInOwn(dir, name));
      } catch (IOException | RuntimeException e) {
        failure.addSuppressed(e);
      }
    }
    throw failure;
  }

  private static List<Path> defaults(boolean mayNameUser) {
    Path temp = Paths.get(System.getProperty("java.io.tmpdir"));
    List<Path> defaults = new ArrayList<>();
    defaults.add(Paths.get(DEFAULT_NAME).toAbsolutePath());
    defaults.add(temp.resolve(DEFAULT_NAME));
    if (mayNameUser) {
      // For a temp directory where another user's agent was first.
      defaults.add(temp.resolve(DEFAULT_NAME + "-" + System.getProperty("user.name")));
    }
    return defaults;
  }

  private static Path createIn(Path dir, String name) throws IOException {
    Files.createDirectories(dir);
    return createFolder(dir, name);
  }

  /**
   * Nobody has chosen this directory, so whoever made it first must have been this user: its owner
   * can put other things in the place of a folder inside it.
   */
  private static Path createInOwn(Path dir, String name) throws IOException {
    OwnerOnly.createWithParents(dir);
    Path folder = createFolder(dir, name);
    try {
      OwnerOnly.requireSameOwner(dir, folder);
      return folder;
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(folder);
      throw e;
    }
  }

  private static Path createFolder(Path dir, String name) throws IOException {
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
