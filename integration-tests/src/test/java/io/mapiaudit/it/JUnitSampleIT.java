package io.mapiaudit.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * A user's project with tests under audit: by Maven, from a repository; and by JUnit's own
 * launcher, as an IDE starts it, with the oldest JUnit and the newest one.
 */
class JUnitSampleIT {

  private static final String FINDING = "mapi-audit HIGH identity-not-propagated";

  /** Message of the failure by test, null for those that passed. */
  private static final Map<String, String> RESULTS = new TreeMap<>();

  private static Path sample;
  private static Jvm.Outcome maven;

  @BeforeAll
  static void build_the_sample() throws Exception {
    sample = Project.output("junit-sample");
    copy(Project.junitSample(), sample);
    Path repository = repository(Project.output("junit-repository"));
    List<String> command = new ArrayList<>();
    command.add(Project.mavenWrapper().toString());
    command.addAll(List.of("-B", "-ntp", "-f", sample.resolve("pom.xml").toString(), "test"));
    command.add("-Dmaven.repo.local=" + repository);
    // What the build of this project has fetched already is not fetched again.
    command.add("-Dmaven.repo.local.tail=" + usersRepository());
    command.add("-Dmaven.repo.local.tail.ignoreAvailability=true");
    command.add("-Dstand-in=" + LinuxJvm.own().standIn().toAbsolutePath());
    maven = Processes.run(command, Map.of("JAVA_HOME", System.getProperty("java.home")));
    readReports(sample.resolve("target/surefire-reports"));
  }

  @Test
  void clean_test_passes() {
    assertThat(maven.exitCode()).as(maven.toString()).isEqualTo(1);
    assertThat(RESULTS).containsEntry("PollingTest.serviceAccount_passes", null);
  }

  @Test
  void test_with_a_finding_fails_with_it_as_message() {
    assertThat(RESULTS.get("PollingTest.pool_fails"))
        .contains(FINDING)
        .contains("Expected    CORP\\alice (S-1-5-21-1004336348-1177238915-682003330-1001)")
        .contains("Actual      NT AUTHORITY\\SYSTEM (S-1-5-18)")
        .contains("at io.mapiaudit.demo.mail.Mailbox.open")
        .contains("Stack the token or the work came from:")
        .contains("at com.acme.mail.PollingTest.pool_fails(PollingTest.java")
        .contains("Remedy      ");
  }

  @Test
  void expected_findings_fail_no_test_and_have_to_come() {
    assertThat(RESULTS)
        .containsEntry("PollingTest.wrongThread_isExpected", null)
        .containsEntry("PollingTest.canary_isDetected", null)
        .containsEntry("PollingTest.acceptedByALibrary_passes", null);
    assertThat(RESULTS.get("PollingTest.expectation_isMissed"))
        .contains("identity-not-propagated was expected and not found; found: nothing");
  }

  @Test
  void of_two_tests_at_the_same_time_the_one_that_is_wrong_fails() {
    assertThat(RESULTS).containsEntry("ParallelTest.clean_passes", null);
    assertThat(RESULTS.get("ParallelTest.wrong_fails"))
        .contains(FINDING)
        .doesNotContain("Running were");
  }

  @Test
  void recordings_are_among_what_the_build_makes() {
    assertThat(sample.resolve("target/mapi-audit")).isNotEmptyDirectory();
    assertThat(sample.resolve("mapi-audit")).doesNotExist();
  }

  static Stream<Arguments> launchers() {
    return Stream.of(
        Arguments.of(LinuxJvm.ofVersion(8), "junit-oldest.jar"),
        Arguments.of(LinuxJvm.own(), "junit-newest.jar"),
        Arguments.of(new WindowsJvm("11"), "junit-oldest.jar"));
  }

  /** The tests know nothing of the audit; their launcher does. */
  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("launchers")
  void whole_suites_are_audited_without_annotations(Jvm jvm, String launcher) throws Exception {
    Jvms.assumeUsable(jvm);
    Path runs = Project.output("junit-suite/" + jvm.name());

    Jvm.Outcome outcome = launch(jvm, launcher, runs, "-Dmapi.audit.junit.suite=on");

    assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(1);
    assertThat(outcome.out())
        .containsPattern("1 tests successful")
        .containsPattern("1 tests failed")
        .contains(FINDING);
    assertThat(outcome.err())
        .contains("mapi-audit: 2 tests audited; found beside what failed tests: nothing.");
  }

  @Test
  void on_the_class_path_alone_nothing_is_changed() throws Exception {
    Path runs = Project.output("junit-off");

    Jvm.Outcome outcome = launch(LinuxJvm.own(), "junit-newest.jar", runs);

    assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
    assertThat(outcome.out() + outcome.err()).doesNotContain("mapi-audit");
    assertThat(runs).isEmptyDirectory();
  }

  private static Jvm.Outcome launch(Jvm jvm, String launcher, Path runs, String... options)
      throws Exception {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.add("-Djunit.jupiter.extensions.autodetection.enabled=true");
    arguments.add("-Dmapi.audit.dir=" + jvm.path(runs));
    arguments.add("-Dmapi.audit.transport=rpc-http");
    arguments.add("-Dmapi.demo.library=" + jvm.path(jvm.standIn().toAbsolutePath()));
    if (!jvm.isWindows()) {
      arguments.add("-Dmapi.audit.identity.library=" + jvm.standIn().toAbsolutePath());
    }
    List<String> classPath = new ArrayList<>();
    for (Path entry :
        List.of(
            Project.launcher(launcher),
            Project.junitJar(),
            Project.agentJar(),
            Project.demoJar(),
            sample.resolve("target/test-classes"))) {
      classPath.add(jvm.path(entry));
    }
    arguments.add("-cp");
    arguments.add(String.join(jvm.pathSeparator(), classPath));
    arguments.add("org.junit.platform.console.ConsoleLauncher");
    if (launcher.contains("newest")) {
      arguments.add("execute");
    }
    arguments.addAll(List.of("--select-class", "com.acme.mail.PlainSuite"));
    return jvm.run(arguments, Map.of());
  }

  /** As {@code install} lays them out. */
  private static Path repository(Path repository) throws IOException {
    Path root = Project.junitSample().resolve("../..").normalize();
    install(repository, "mapi-audit", null, root.resolve("pom.xml"));
    install(
        repository,
        "mapi-audit-agent",
        Project.agentJar(),
        root.resolve("agent/dependency-reduced-pom.xml"));
    install(
        repository, "mapi-audit-junit", Project.junitJar(), root.resolve("agent/junit/pom.xml"));
    install(repository, "mapi-audit-demo-app", Project.demoJar(), root.resolve("demo-app/pom.xml"));
    return repository;
  }

  private static void install(Path repository, String artifact, Path jar, Path pom)
      throws IOException {
    String version = "0.1.0-SNAPSHOT";
    Path folder = repository.resolve("io/mapiaudit").resolve(artifact).resolve(version);
    Files.createDirectories(folder);
    Path target = folder.resolve(artifact + "-" + version);
    Files.copy(pom, Path.of(target + ".pom"));
    if (jar != null) {
      Files.copy(jar, Path.of(target + ".jar"));
    }
  }

  private static Path usersRepository() {
    return Path.of(
        System.getProperty(
            "users.repository", System.getProperty("user.home") + "/.m2/repository"));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  private static void readReports(Path folder) throws Exception {
    assertThat(folder).as(maven.toString()).isDirectory();
    for (File report : folder.toFile().listFiles((dir, name) -> name.endsWith(".xml"))) {
      NodeList cases =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(report)
              .getElementsByTagName("testcase");
      for (int i = 0; i < cases.getLength(); i++) {
        Element test = (Element) cases.item(i);
        Element failure = (Element) test.getElementsByTagName("failure").item(0);
        String className = test.getAttribute("classname");
        RESULTS.put(
            className.substring(className.lastIndexOf('.') + 1)
                + "."
                + test.getAttribute("name").replaceAll("\\(.*", ""),
            failure == null ? null : failure.getAttribute("message"));
      }
    }
  }
}
