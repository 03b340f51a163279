package io.mapiaudit.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/**
 * The files a process may still open. An agent that takes the last of them breaks the application,
 * which then cannot open even its own classes. Linux only, where processes get few by default;
 * Windows gives millions.
 */
final class FileHandles {

  /** What the agent opens, some twenty, and as many for the application. */
  static final int NEEDED = 48;

  private static final String LIMIT = "Max open files";

  private final Path process;

  /** Those of this process. */
  FileHandles() {
    this(Paths.get("/proc/self"));
  }

  /**
   * Those of a process.
   *
   * @param process its folder as proc(5) describes it; it need not exist
   */
  FileHandles(Path process) {
    this.process = process;
  }

  /**
   * Sees that there are enough.
   *
   * @throws IOException when there are not, or so few that they cannot be counted
   */
  void require() throws IOException {
    Path limits = process.resolve("limits");
    if (!Files.exists(limits)) {
      return;
    }
    long limit = limit(limits);
    long open = open();
    if (limit - open < NEEDED) {
      throw new IOException(
          "the process may open "
              + limit
              + " files and has "
              + open
              + " open; the agent would take the last ones from the application. Fix: raise the"
              + " limit (ulimit -n, LimitNOFILE) by "
              + (NEEDED - (limit - open))
              + " or more");
    }
  }

  /** The soft limit, which is what counts. */
  private static long limit(Path limits) throws IOException {
    for (String line : Files.readAllLines(limits, StandardCharsets.ISO_8859_1)) {
      if (line.startsWith(LIMIT)) {
        String soft = line.substring(LIMIT.length()).trim().split(" ", 2)[0];
        return soft.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(soft);
      }
    }
    return Long.MAX_VALUE;
  }

  private long open() throws IOException {
    long open = 0;
    try (DirectoryStream<Path> handles = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path ignored : handles) {
        open++;
      }
    }
    return open;
  }
}
