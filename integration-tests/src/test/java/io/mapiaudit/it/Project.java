package io.mapiaudit.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the things under test are. */
final class Project {

  private static final Path MODULE = Path.of("").toAbsolutePath();

  private Project() {}

  static Path agentJar() {
    return existing(MODULE.resolve("../agent/target/mapi-audit-agent.jar"));
  }

  /** The classes that the agent's jar hides. */
  static Path agentClasses() {
    return existing(MODULE.resolve("../agent/target/classes"));
  }

  /** The JUnit support. */
  static Path junitJar() {
    return existing(MODULE.resolve("../agent/junit/target/mapi-audit-junit.jar"));
  }

  /** A project of a user's. */
  static Path junitSample() {
    return existing(MODULE.resolve("junit-sample"));
  }

  /** A launcher of JUnit, copied to {@code target/launchers}. */
  static Path launcher(String file) {
    return existing(MODULE.resolve("target/launchers").resolve(file));
  }

  static Path mavenWrapper() {
    return existing(MODULE.resolve("../mvnw"));
  }

  static Path demoJar() {
    return existing(MODULE.resolve("../demo-app/target/mapi-demo.jar"));
  }

  /** The demo's own classes and resources, without its libraries. */
  static Path demoClasses() {
    return existing(MODULE.resolve("../demo-app/target/classes"));
  }

  static Path demoConfiguration() {
    return existing(demoClasses().resolve("io/mapiaudit/demo/runner/demo.conf"));
  }

  /** The stand-in for MAPI, for example of {@code linux-x86-64/libmapidemo.so}. */
  static Path standIn(String resource) {
    return existing(demoClasses().resolve(resource));
  }

  /** A library copied to {@code target/jna}. */
  static Path jna(String file) {
    return existing(MODULE.resolve("target/jna").resolve(file));
  }

  /** A logging library copied to {@code target/logging}. */
  static Path logging(String file) {
    return existing(MODULE.resolve("target/logging").resolve(file));
  }

  /** A file of the documentation. */
  static Path docs(String file) {
    return existing(MODULE.resolve("../agent/src/main/docs").resolve(file));
  }

  static Path debianTools() {
    return existing(MODULE.resolve("debian-tools/debian-tools.sh"));
  }

  /** Another agent, copied to {@code target/agents}. */
  static Path otherAgent(String file) {
    return existing(MODULE.resolve("target/agents").resolve(file));
  }

  static Path linuxJvms() {
    return existing(MODULE.resolve("linux-jvms/linux-jvms.sh"));
  }

  /** The Spring Boot application. */
  static Path springJar() {
    return existing(MODULE.resolve("spring-app/target/mapi-spring.jar"));
  }

  /** Micrometers that applications may bring along. */
  static Path micrometers() {
    return existing(MODULE.resolve("target/micrometer"));
  }

  /** A source file or policy among the small programs. */
  static Path program(String file) {
    return existing(MODULE.resolve("src/test/resources/programs").resolve(file));
  }

  /** Programs among the tests. */
  static Path testClasses() {
    return existing(MODULE.resolve("target/test-classes"));
  }

  /** The programs over COM bridges. */
  static Path automationJar() {
    return existing(MODULE.resolve("automation-app/target/mapi-automation.jar"));
  }

  /** The COM server those programs use. */
  static Path automationServer() {
    return existing(MODULE.resolve("automation-app/target/classes/win32-x86-64/automation.dll"));
  }

  /** The COM bridges' jars and native libraries. */
  static Path bridges() {
    return existing(MODULE.resolve("automation-app/target/bridges"));
  }

  static Path windowsLab() {
    return existing(MODULE.resolve("windows-lab/windows-lab.sh"));
  }

  /**
   * A new folder for what a test leaves behind, kept for whoever looks into a failure. Test JVMs
   * that run side by side have different ones.
   */
  static Path output(String name) {
    String fork = System.getProperty("fork", "1");
    Path folder = MODULE.resolve("target/runs").resolve(fork).resolve(name);
    try {
      if (Files.exists(folder)) {
        try (var tree = Files.walk(folder)) {
          for (Path path : tree.sorted(java.util.Comparator.reverseOrder()).toList()) {
            Files.delete(path);
          }
        }
      }
      return Files.createDirectories(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Path existing(Path path) {
    if (!Files.exists(path)) {
      throw new IllegalStateException(
          path.normalize() + " is missing; run ./mvnw verify from the project's root");
    }
    return path.normalize();
  }
}
