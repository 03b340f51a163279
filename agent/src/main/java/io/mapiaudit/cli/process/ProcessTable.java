package io.mapiaudit.cli.process;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The processes as the system lists them: /proc on Linux, elsewhere what Java 9 and newer tell. */
final class ProcessTable {

  private static final Path PROC = Paths.get("/proc");
  private static final Set<String> OPTIONS_WITH_VALUE =
      new HashSet<>(
          Arrays.asList(
              "-cp",
              "-classpath",
              "--class-path",
              "-p",
              "--module-path",
              "--add-modules",
              "--add-exports",
              "--add-opens",
              "--add-reads",
              "--limit-modules",
              "--upgrade-module-path",
              "--patch-module",
              "--enable-native-access"));

  private ProcessTable() {}

  static long ownPid() {
    if (isLinux()) {
      try {
        // The JVM's management, which tells it too, takes longer to load than a command to run.
        return Long.parseLong(Files.readSymbolicLink(PROC.resolve("self")).toString());
      } catch (IOException | RuntimeException unreadable) {
        // Then management tells.
      }
    }
    String name = ManagementFactory.getRuntimeMXBean().getName();
    try {
      return Long.parseLong(name.substring(0, Math.max(0, name.indexOf('@'))));
    } catch (NumberFormatException otherForm) {
      return -1;
    }
  }

  /** True also when it cannot be told. */
  static boolean isAlive(long pid) {
    if (isLinux()) {
      return Files.exists(PROC.resolve(String.valueOf(pid)));
    }
    try {
      Class<?> handle = Class.forName("java.lang.ProcessHandle");
      Optional<?> found = (Optional<?>) handle.getMethod("of", long.class).invoke(null, pid);
      return found.isPresent();
    } catch (ReflectiveOperationException java8) {
      return true;
    }
  }

  /** The user number a process runs under, null when it cannot be told. */
  static Object owner(String pid) {
    if (!isLinux()) {
      return null;
    }
    try {
      return Files.getAttribute(PROC.resolve(pid), "unix:uid");
    } catch (IOException | RuntimeException unknown) {
      return null;
    }
  }

  /** Those that run a program called java; some may be JVMs that share no performance data. */
  static List<JvmProcess> javaProcesses() {
    List<JvmProcess> found = new ArrayList<>();
    if (isLinux()) {
      try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
        all.forEach(process -> addLinux(process, found));
      } catch (IOException | RuntimeException unreadable) {
        // What could be read is there.
      }
    } else {
      addOthers(found);
    }
    return found;
  }

  /** The one of a process id when it runs a program called java, else null. */
  static JvmProcess javaProcess(long pid) {
    if (!isLinux()) {
      return javaProcesses().stream()
          .filter(process -> process.pid() == pid)
          .findFirst()
          .orElse(null);
    }
    List<JvmProcess> found = new ArrayList<>();
    addLinux(PROC.resolve(String.valueOf(pid)), found);
    return found.isEmpty() ? null : found.get(0);
  }

  private static void addLinux(Path process, List<JvmProcess> found) {
    try {
      String text =
          new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8);
      String[] command = text.split("\0", -1);
      if (command[0].equals("java") || command[0].endsWith("/java")) {
        found.add(
            new JvmProcess(
                Long.parseLong(process.getFileName().toString()),
                Files.getOwner(process).getName(),
                mainClass(command),
                null));
      }
    } catch (IOException | RuntimeException goneOrForeign) {
      // Not listed.
    }
  }

  static String mainClass(String[] command) {
    for (int i = 1; i < command.length; i++) {
      if (OPTIONS_WITH_VALUE.contains(command[i])) {
        i++;
      } else if (command[i].equals("-jar")
          || command[i].equals("-m")
          || command[i].equals("--module")) {
        return i + 1 < command.length ? command[i + 1] : null;
      } else if (!command[i].startsWith("-") && !command[i].startsWith("@")) {
        return command[i].isEmpty() ? null : command[i];
      }
    }
    return null;
  }

  private static void addOthers(List<JvmProcess> found) {
    try {
      Class<?> type = Class.forName("java.lang.ProcessHandle");
      Method info = type.getMethod("info");
      Class<?> infoType = Class.forName("java.lang.ProcessHandle$Info");
      Method pid = type.getMethod("pid");
      java.util.stream.Stream<?> all =
          (java.util.stream.Stream<?>) type.getMethod("allProcesses").invoke(null);
      for (Object process : all.toArray()) {
        Object about = info.invoke(process);
        Object command = ((Optional<?>) infoType.getMethod("command").invoke(about)).orElse(null);
        Object user = ((Optional<?>) infoType.getMethod("user").invoke(about)).orElse(null);
        if (command != null && isJava(command.toString())) {
          found.add(
              new JvmProcess(
                  (Long) pid.invoke(process), user == null ? null : user.toString(), null, null));
        }
      }
    } catch (ReflectiveOperationException java8) {
      // Only those that share performance data are listed.
    }
  }

  private static boolean isJava(String program) {
    String name =
        program.substring(Math.max(program.lastIndexOf('\\'), program.lastIndexOf('/')) + 1);
    return name.equals("java")
        || name.equalsIgnoreCase("java.exe")
        || name.equalsIgnoreCase("javaw.exe");
  }

  static boolean isLinux() {
    // Wine shows the /proc of the machine under it, where Windows' process ids mean nothing.
    return File.separatorChar == '/' && Files.isDirectory(PROC.resolve("self"));
  }
}
