package io.mapiaudit.output.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

class AgentLogTest {

  @TempDir Path temp;

  @Test
  void line_has_utc_time_level_logger_and_message_whatever_the_time_zone() throws IOException {
    TimeZone before = TimeZone.getDefault();
    Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
      try (AgentLog log = AgentLog.open(temp)) {
        log.logger("mapi-audit.start").info("M\u00FCller {}", 7);
        log.logger("mapi-audit.start").debug("not shown");
      }
    } finally {
      TimeZone.setDefault(before);
    }

    List<String> lines = Files.readAllLines(temp.resolve("agent.log"), UTF_8);
    assertThat(lines).hasSize(1);
    String[] parts = lines.get(0).split(" ", 2);
    assertThat(parts[1]).isEqualTo("INFO  mapi-audit.start - M\u00FCller 7");
    assertThat(parts[0]).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    assertThat(Instant.parse(parts[0])).isBetween(start, Instant.now());
  }

  @Test
  void exception_is_logged_with_its_stack() throws IOException {
    try (AgentLog log = AgentLog.open(temp)) {
      log.logger("x").error("failed", new IllegalStateException("why"));
    }

    assertThat(Files.readAllLines(temp.resolve("agent.log"), UTF_8))
        .contains("java.lang.IllegalStateException: why")
        .anyMatch(line -> line.startsWith("\tat " + AgentLogTest.class.getName()));
  }

  @Test
  void full_file_rolls_and_two_older_ones_are_kept() throws IOException {
    Path folder = Files.createDirectory(temp.resolve("100%d {x}"));
    try (AgentLog log = AgentLog.open(folder, 2_000)) {
      Logger logger = log.logger("x");
      for (int i = 0; i < 1_000; i++) {
        logger.info("message {}", i);
      }
    }

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("agent.log", "agent.log.1", "agent.log.2");
    }
    List<String> kept = new ArrayList<>(Files.readAllLines(folder.resolve("agent.log.2"), UTF_8));
    kept.addAll(Files.readAllLines(folder.resolve("agent.log.1"), UTF_8));
    kept.addAll(Files.readAllLines(folder.resolve("agent.log"), UTF_8));
    assertThat(kept).hasSizeBetween(40, 150);
    for (int i = 0; i < kept.size(); i++) {
      assertThat(kept.get(i)).endsWith("message " + (1_000 - kept.size() + i));
    }
  }

  @Test
  void log_that_cannot_be_written_is_an_error_that_names_it() throws IOException {
    Path taken = Files.createDirectory(temp.resolve("agent.log"));

    assertThatThrownBy(() -> AgentLog.open(temp))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(taken.toString());
  }

  @Test
  void in_an_isolated_loader_it_prints_nothing_and_binds_no_logger_factory() throws Exception {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (RecordingLoader loader = new RecordingLoader();
        PrintStream recording = new PrintStream(printed, true, "UTF-8")) {
      System.setOut(recording);
      System.setErr(recording);
      logThrough(loader);

      assertThat(loader.loaded)
          .contains(AgentLog.class.getName(), "ch.qos.logback.classic.LoggerContext")
          .doesNotContain("org.slf4j.LoggerFactory");
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    assertThat(printed.toString("UTF-8")).isEmpty();
    assertThat(Files.readAllLines(temp.resolve("agent.log"), UTF_8)).hasSize(1);
  }

  private void logThrough(ClassLoader loader) throws ReflectiveOperationException {
    Class<?> type = Class.forName(AgentLog.class.getName(), true, loader);
    Object log = type.getMethod("open", Path.class).invoke(null, temp);
    Object logger = type.getMethod("logger", String.class).invoke(log, "isolated");
    Method info = Class.forName("org.slf4j.Logger", true, loader).getMethod("info", String.class);
    info.invoke(logger, "hello");
    type.getMethod("close").invoke(log);
  }

  /** Sees the class path, but not through the loader of the tests. */
  private static final class RecordingLoader extends URLClassLoader {
    private final List<String> loaded = new ArrayList<>();

    RecordingLoader() {
      super(classPath(), ClassLoader.getSystemClassLoader().getParent());
    }

    private static URL[] classPath() {
      return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
          .map(RecordingLoader::url)
          .toArray(URL[]::new);
    }

    private static URL url(String entry) {
      try {
        return Paths.get(entry).toUri().toURL();
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      loaded.add(name);
      return super.findClass(name);
    }
  }
}
