package io.mapiaudit.cli.doctor;

import io.mapiaudit.cli.process.AgentLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;

/** This machine and the Java that runs the command. */
public final class MachineChecks {

  private static final String NEITHER =
      "run the command with a HotSpot Java of 8 or newer (OpenJDK, Oracle, Zulu, Temurin and others)";

  private MachineChecks() {}

  /** All of them. */
  public static List<Check> run() {
    List<Check> checks = new ArrayList<>();
    checks.add(
        Check.ok(
            "system",
            property("os.name") + " " + property("os.version") + ", " + property("os.arch")));
    checks.add(java());
    checks.add(Check.ok("user", property("user.name")));
    checks.add(attach());
    checks.add(temporaryFolder());
    return checks;
  }

  private static Check java() {
    String text =
        property("java.version")
            + ", "
            + property("sun.arch.data.model")
            + "-bit, "
            + property("java.vm.name")
            + ", "
            + property("java.home");
    boolean hotSpot =
        property("java.vm.name").contains("HotSpot")
            || property("java.vm.name").contains("OpenJDK");
    return hotSpot ? Check.ok("java", text) : Check.warn("java", text + ": no HotSpot", NEITHER);
  }

  private static Check attach() {
    if (AgentLoader.usesJdk()) {
      return Check.ok("attach", "by this JDK's own means");
    }
    return Check.ok("attach", "by emulation: this Java has no module jdk.attach, nor tools.jar");
  }

  /** Answers of the agent come in a file there, and so does the performance data of JVMs. */
  private static Check temporaryFolder() {
    Path folder =
        Paths.get(java.io.File.separatorChar == '/' ? "/tmp" : property("java.io.tmpdir"));
    try {
      Files.delete(Files.createTempFile(folder, "mapi-audit-", ".tmp"));
      return Check.ok("temp directory", folder + " can be written");
    } catch (IOException | RuntimeException failure) {
      return Check.problem(
          Check.Obstacle.ATTACH,
          "temp directory",
          folder + " cannot be written (" + failure + "), and attaching needs it",
          "give the user of this command the right to make files there, or start the program with"
              + " -javaagent");
    }
  }

  private static String property(String name) {
    return System.getProperty(name, "?");
  }
}
