package io.mapiaudit.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A JVM of this machine, with the stand-in answering the token calls. */
record LinuxJvm(String name, Path home) implements Jvm {

  private static final Map<String, Path> HOMES = new ConcurrentHashMap<>();

  /** The JVM that runs the tests. */
  static LinuxJvm own() {
    return new LinuxJvm(
        "linux-" + Runtime.version().feature(), Path.of(System.getProperty("java.home")));
  }

  /** A version that {@code linux-jvms.sh} has made available, or not. */
  static LinuxJvm ofVersion(int version) {
    return new LinuxJvm("linux-" + version, null);
  }

  @Override
  public String unavailable() {
    try {
      home();
      return null;
    } catch (IllegalStateException none) {
      return none.getMessage();
    }
  }

  /**
   * Where it is.
   *
   * @throws IllegalStateException saying why there is none
   */
  @Override
  public Path home() {
    return home == null ? HOMES.computeIfAbsent(name, LinuxJvm::ask) : home;
  }

  private static Path ask(String name) {
    String version = name.substring(name.indexOf('-') + 1);
    try {
      Outcome answer =
          Processes.run(List.of("bash", Project.linuxJvms().toString(), "home", version), Map.of());
      if (answer.exitCode() != 0) {
        throw new IllegalStateException(answer.err().strip());
      }
      return Path.of(answer.out().strip());
    } catch (IOException failure) {
      throw new IllegalStateException("linux-jvms.sh cannot be asked: " + failure.getMessage());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted");
    }
  }

  @Override
  public String path(Path path) {
    return path.toString();
  }

  @Override
  public String pathSeparator() {
    return File.pathSeparator;
  }

  @Override
  public Path standIn() {
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    return Project.standIn((arm ? "linux-aarch64" : "linux-x86-64") + "/libmapidemo.so");
  }

  @Override
  public boolean isWindows() {
    return false;
  }

  @Override
  public List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(home().resolve("bin/java").toString()));
    command.addAll(OPTIONS);
    command.addAll(arguments);
    return command;
  }

  @Override
  public String toString() {
    return name;
  }
}
