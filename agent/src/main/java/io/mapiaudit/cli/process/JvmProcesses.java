package io.mapiaudit.cli.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the JVMs of this machine by what they share: their performance data, and on Linux the
 * process table for those that share none. No JVM notices.
 */
public final class JvmProcesses {

  private static final String FOLDER = "hsperfdata_";

  private JvmProcesses() {}

  /** False when there is no process of this id; true also when that cannot be told. */
  public static boolean isAlive(long pid) {
    return ProcessTable.isAlive(pid);
  }

  /** All but this one, by process id. */
  public static List<JvmProcess> others() {
    Map<Long, JvmProcess> found = new TreeMap<>();
    for (Path folder : folders()) {
      for (Path file : children(folder, "[0-9]*")) {
        add(file, found);
      }
    }
    ProcessTable.javaProcesses().forEach(process -> found.putIfAbsent(process.pid(), process));
    found.remove(ProcessTable.ownPid());
    return new ArrayList<>(found.values());
  }

  /** The one of a process id, null when there is none or it is this one. */
  public static JvmProcess other(long pid) {
    if (pid == ProcessTable.ownPid()) {
      return null;
    }
    Map<Long, JvmProcess> found = new TreeMap<>();
    for (Path folder : folders()) {
      Path file = folder.resolve(String.valueOf(pid));
      if (Files.exists(file)) {
        add(file, found);
      }
    }
    return found.isEmpty() ? ProcessTable.javaProcess(pid) : found.get(pid);
  }

  /** Where the users' JVMs have their files. */
  private static List<Path> folders() {
    List<Path> folders = new ArrayList<>();
    for (Path root : temporaryFolders()) {
      folders.addAll(children(root, FOLDER + "*"));
    }
    return folders;
  }

  private static void add(Path file, Map<Long, JvmProcess> found) {
    String user = file.getParent().getFileName().toString().substring(FOLDER.length());
    try {
      long pid = Long.parseLong(file.getFileName().toString());
      // A killed JVM leaves its file.
      if (ProcessTable.isAlive(pid)) {
        found.put(pid, new JvmProcess(pid, user, null, PerfData.texts(file)));
      }
    } catch (IOException | NumberFormatException notReadable) {
      // Another user's, or just going away.
    }
  }

  /** HotSpot always uses /tmp on Linux, whatever java.io.tmpdir says. */
  private static Collection<Path> temporaryFolders() {
    Set<Path> folders = new LinkedHashSet<>();
    if (ProcessTable.isLinux()) {
      folders.add(Paths.get("/tmp"));
      return folders;
    }
    folders.add(Paths.get(System.getProperty("java.io.tmpdir")));
    String windows = System.getenv("SystemRoot");
    if (windows != null) {
      // Services under LocalSystem have theirs there.
      folders.add(Paths.get(windows, "Temp"));
    }
    return folders;
  }

  private static List<Path> children(Path folder, String pattern) {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, pattern)) {
      stream.forEach(children::add);
    } catch (IOException | RuntimeException notReadable) {
      // Not ours to look into.
    }
    return children;
  }
}
