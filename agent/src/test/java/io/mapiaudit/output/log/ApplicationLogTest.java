package io.mapiaudit.output.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.Severity;
import io.mapiaudit.output.SampleFindings;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationLogTest {

  @TempDir Path temp;

  private final List<Throwable> failures = new ArrayList<>();
  private final List<String> logged = new ArrayList<>();
  private FakeSlf4j application;

  @BeforeEach
  void setUp() throws IOException {
    application = new FakeSlf4j(temp);
    System.getProperties().put(FakeSlf4j.LOG, logged);
  }

  @AfterEach
  void tearDown() throws IOException {
    System.getProperties().remove(FakeSlf4j.LOG);
    System.getProperties().remove(FakeSlf4j.FAIL);
    application.close();
  }

  @Test
  void logging_of_the_application_is_touched_with_the_first_finding_only() {
    ApplicationLog output = output(application.loader());
    assertThat(logged).isEmpty();

    output.finding(SampleFindings.bare().message("Bad.").build());

    assertThat(logged)
        .containsExactly(
            "started with its own loader: true",
            "getLogger mapi-audit",
            "error mapi-audit CRITICAL async-notification-in-process-identity: Bad."
                + " [details: /run/agent.log]");
    assertThat(failures).isEmpty();
  }

  @Test
  void level_follows_the_severity() {
    ApplicationLog output = output(application.loader());

    for (Severity severity : Severity.values()) {
      output.finding(SampleFindings.bare(severity).build());
    }

    assertThat(logged)
        .filteredOn(line -> line.contains(" mapi-audit "))
        .extracting(line -> line.split(" ", 2)[0])
        .containsExactly("info", "warn", "error", "error");
  }

  @Test
  void each_of_several_gets_the_line_also_after_one_that_fails() throws Exception {
    Path other = Files.createDirectory(temp.resolve("other"));
    try (FakeSlf4j second = new FakeSlf4j(other)) {
      ClassLoader broken =
          new ClassLoader(null) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
              throw new IllegalStateException("unloaded");
            }
          };
      ApplicationLog output =
          new ApplicationLog(
              () -> Arrays.asList(application.loader(), broken, second.loader()),
              "/run/agent.log",
              failures::add);

      output.finding(SampleFindings.bare().message("Bad.").build());

      assertThat(logged).filteredOn(line -> line.startsWith("error mapi-audit")).hasSize(2);
      assertThat(failures).singleElement().isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void suppressed_and_unchanged_findings_are_not_logged() {
    ApplicationLog output = output(application.loader());

    output.finding(SampleFindings.bare().suppressed("known").build());
    assertThat(logged).isEmpty();

    output.finding(SampleFindings.bare().build());
    output.finding(SampleFindings.bare().build());
    assertThat(logged).hasSize(3);
  }

  @Test
  void application_without_slf4j_gets_nothing_and_that_is_no_failure() throws IOException {
    try (URLClassLoader empty = new URLClassLoader(new URL[0], null)) {
      output(empty).finding(SampleFindings.bare().build());
    }

    assertThat(logged).isEmpty();
    assertThat(failures).isEmpty();
  }

  @Test
  void what_the_application_s_logging_throws_goes_to_the_failures() {
    System.setProperty(FakeSlf4j.FAIL, "true");
    ApplicationLog output = output(application.loader());

    output.finding(SampleFindings.bare().build());

    assertThat(failures).singleElement().extracting(Throwable::getCause).isNotNull();
    assertThat(failures.get(0)).hasRootCauseMessage("no appender");
  }

  @Test
  void context_class_loader_is_put_back() {
    ClassLoader before = Thread.currentThread().getContextClassLoader();

    output(application.loader()).finding(SampleFindings.bare().build());

    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
  }

  private ApplicationLog output(ClassLoader loader) {
    return new ApplicationLog(() -> Collections.singleton(loader), "/run/agent.log", failures::add);
  }
}
