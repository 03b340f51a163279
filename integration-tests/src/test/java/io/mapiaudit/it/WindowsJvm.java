package io.mapiaudit.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Windows JVM in the lab that {@code windows-lab.sh} sets up, with Windows' own tokens. */
record WindowsJvm(String version) implements Jvm {

  @Override
  public String name() {
    return "windows-" + version;
  }

  @Override
  public String unavailable() {
    try {
      Outcome status =
          Processes.run(version.equals("11") ? lab("status") : lab("status", version), Map.of());
      return status.exitCode() == 0 ? null : (status.out() + status.err()).strip();
    } catch (IOException failure) {
      return "the Windows lab cannot be asked: " + failure.getMessage();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  @Override
  public String path(Path path) {
    return "Z:" + path.toAbsolutePath().toString().replace('/', '\\');
  }

  @Override
  public String pathSeparator() {
    return ";";
  }

  @Override
  public Path standIn() {
    return Project.standIn("win32-x86-64/mapidemo.dll");
  }

  @Override
  public boolean isWindows() {
    return true;
  }

  @Override
  public List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>(lab("java", version));
    command.addAll(OPTIONS);
    command.addAll(arguments);
    return command;
  }

  private static List<String> lab(String... arguments) {
    List<String> command = new ArrayList<>(List.of("bash", Project.windowsLab().toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  @Override
  public String toString() {
    return name();
  }
}
