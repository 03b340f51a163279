package io.mapiaudit.it;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of this machine, with the stand-in answering the token calls. */
record LinuxJvm(String name, Path home) implements Jvm {

  /** The JVM that runs the tests. */
  static LinuxJvm own() {
    return new LinuxJvm(
        "linux-" + Runtime.version().feature(), Path.of(System.getProperty("java.home")));
  }

  @Override
  public String unavailable() {
    return Files.isExecutable(home.resolve("bin/java")) ? null : "no JVM in " + home;
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
    List<String> command = new ArrayList<>(List.of(home.resolve("bin/java").toString()));
    command.addAll(arguments);
    return command;
  }

  @Override
  public String toString() {
    return name;
  }
}
