package io.mapiaudit.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.mapiaudit.cli.Findings;
import io.mapiaudit.model.Finding;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibrarySuppressionsTest {

  private static final String RULE = "async-notification-in-process-identity:";
  private static final String REST = " | harmless here | acme | 2999-12-31";

  @TempDir Path root;

  private final Logger logger = new LoggerContext().getLogger("agent");
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Collection<ClassLoader> loaders = new ArrayList<>();
  private final List<URLClassLoader> opened = new ArrayList<>();
  private final LibrarySuppressions lists = new LibrarySuppressions(() -> loaders, logger);

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void close() throws IOException {
    for (URLClassLoader loader : opened) {
      loader.close();
    }
  }

  private Path library(String name, String... lines) throws IOException {
    Path file = root.resolve(name).resolve(LibrarySuppressions.RESOURCE);
    Files.createDirectories(file.getParent());
    Files.write(file, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    URLClassLoader loader =
        new URLClassLoader(new URL[] {root.resolve(name).toUri().toURL()}, null);
    opened.add(loader);
    loaders.add(loader);
    return file;
  }

  private List<String> logged() {
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).collect(Collectors.toList());
  }

  private static Finding finding() {
    return Findings.full().build();
  }

  @Test
  void listOfALibrary_applies_andIsNamedInTheFinding() throws IOException {
    Path list = library("a", "# ours", RULE + "com.acme.Sink.*" + REST);

    assertThat(lists.apply(finding()).suppressed())
        .isEqualTo(
            "harmless here (acme, until 2999-12-31), as the library's list says: "
                + list.toUri().toURL());
    assertThat(lists.describe()).singleElement().extracting("count").isEqualTo(1);
  }

  @Test
  void listForOtherCode_changesNothing() throws IOException {
    library("a", RULE + "com.other.*" + REST);

    assertThat(lists.apply(finding()).suppressed()).isNull();
  }

  @Test
  void listThatReachesBeyondItsOwnCode_isNotUsed() throws IOException {
    library("a", RULE + "*" + REST);
    library("b", RULE + "com.*" + REST);
    library("c", RULE + "@5f3a9c0d11e2b474" + REST);
    library("d", RULE + "com.acme.Sink.onNotify" + REST, "nonsense");

    assertThat(lists.apply(finding()).suppressed()).isNull();
    assertThat(logged())
        .filteredOn(line -> line.contains("is not used"))
        .hasSize(4)
        .anyMatch(line -> line.contains("'com.*' is not bound to code of the library"));
  }

  @Test
  void expiredEntry_isOfNoUse_andToldAtTheEnd() throws IOException {
    library("a", RULE + "com.acme.Sink.* | harmless here | acme | 2020-01-31");

    assertThat(lists.apply(finding()).suppressed()).isNull();
    lists.sumUp();
    assertThat(logged()).anyMatch(line -> line.startsWith("suppression of a library is expired"));
  }

  @Test
  void classLoaderThatThrows_keepsNoOtherFromBeingAsked() throws IOException {
    loaders.add(
        new ClassLoader() {
          @Override
          public java.util.Enumeration<URL> getResources(String name) {
            throw new IllegalStateException("closed");
          }
        });
    library("a", RULE + "com.acme.Sink.*" + REST);

    assertThat(lists.apply(finding()).suppressed()).isNotNull();
  }
}
