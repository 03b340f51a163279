package io.mapiaudit.cli.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What Linux shows of another process in /proc; empty elsewhere and where it may not be read. */
public final class ProcessFiles {

  private final Path folder;

  /** The files of a process. */
  public ProcessFiles(long pid) {
    this(
        ProcessTable.isLinux()
            ? Paths.get("/proc", String.valueOf(pid))
            : Paths.get("no-such-folder"));
  }

  ProcessFiles(Path folder) {
    this.folder = folder;
  }

  /** Its working directory. */
  public Optional<Path> workingDirectory() {
    try {
      return Optional.of(Files.readSymbolicLink(folder.resolve("cwd")));
    } catch (IOException | RuntimeException unreadable) {
      return Optional.empty();
    }
  }

  /** Program and arguments. */
  public List<String> command() {
    return texts("cmdline");
  }

  /** The environment it was started with; empty also when it cannot be read. */
  public Map<String, String> environment() {
    Map<String, String> variables = new HashMap<>();
    for (String line : texts("environ")) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        variables.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    return variables;
  }

  /** Files mapped into its memory, libraries among them, in the order of their addresses. */
  public Set<String> mapped() {
    Set<String> files = new LinkedHashSet<>();
    for (String line : text("maps").split("\n", -1)) {
      int slash = line.indexOf('/');
      if (slash > 0) {
        files.add(line.substring(slash));
      }
    }
    return files;
  }

  /** Jar files that it has open. */
  public Set<String> openJars() {
    Set<String> jars = new LinkedHashSet<>();
    try (DirectoryStream<Path> handles = Files.newDirectoryStream(folder.resolve("fd"))) {
      for (Path handle : handles) {
        addJar(handle, jars);
      }
    } catch (IOException | RuntimeException unreadable) {
      // What could be read is there.
    }
    return jars;
  }

  private static void addJar(Path handle, Set<String> jars) {
    try {
      String target = Files.readSymbolicLink(handle).toString();
      if (target.endsWith(".jar")) {
        jars.add(target);
      }
    } catch (IOException | RuntimeException closedMeanwhile) {
      // Not open any more.
    }
  }

  private List<String> texts(String file) {
    String text = text(file);
    return text.isEmpty()
        ? Collections.emptyList()
        : new ArrayList<>(Arrays.asList(text.split("\0", -1)));
  }

  private String text(String file) {
    try {
      return new String(Files.readAllBytes(folder.resolve(file)), StandardCharsets.UTF_8);
    } catch (IOException | RuntimeException unreadable) {
      return "";
    }
  }
}
