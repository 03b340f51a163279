package io.mapiaudit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A configuration file can include small files, and do nothing else to whoever reads it. */
class FileIncluderTest extends ConfigTestBase {

  @Test
  void files_are_included_beside_the_one_that_includes_them() throws Exception {
    Files.createDirectory(folder.resolve("more"));
    write("more/a.conf", "include \"b\"");
    write("more/b.conf", "mapi.audit.release.stall = 7 s");
    write("absolute.conf", "mapi.audit.log = off");
    file(
        "include \"more/a.conf\"",
        "include file(\"" + folder.resolve("absolute.conf").toString().replace('\\', '/') + "\")",
        "include \"missing.conf\"");

    AgentConfig config = load();

    assertThat(config.releaseStall()).isEqualTo(Duration.ofSeconds(7));
    assertThat(config.log()).isEqualTo(AlertLog.OFF);
    assertThat(source(config, "release.stall")).endsWith("b.conf:1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"include \"URL\"", "include url(\"URL\")", "include required(url(\"URL\"))"})
  void nothing_is_fetched_from_the_network(String include) throws Exception {
    AtomicInteger requests = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/x.conf";
      file(include.replace("URL", url));

      assertThat(problems())
          .singleElement()
          .asString()
          .startsWith("mapi-audit.conf: include of " + url)
          .contains("nothing is fetched");
    } finally {
      server.stop(0);
    }
    assertThat(requests).hasValue(0);
  }

  @Test
  void nothing_is_read_from_the_class_path() throws Exception {
    file("include classpath(\"reference.conf\")");

    assertThat(problems()).singleElement().asString().contains("nothing is read from the class");
  }

  @Test
  void an_include_is_not_looked_for_on_the_class_path() throws Exception {
    // A resource of the tests, so the library's own includer finds it.
    assertThat(getClass().getClassLoader().getResource("included-by-nobody.conf")).isNotNull();
    file("include \"included-by-nobody.conf\"");

    assertThat(load().log()).isEqualTo(AlertLog.AUTO);
  }

  @Test
  void a_huge_file_is_refused_included_or_not() throws Exception {
    try (RandomAccessFile huge = new RandomAccessFile(folder.resolve("huge.conf").toFile(), "rw")) {
      huge.setLength(16L << 30);
    }
    file("include \"huge.conf\"");
    assertThat(problems()).singleElement().asString().contains("huge.conf has more than 1048576");
    assertThat(problems("config=" + folder.resolve("huge.conf")))
        .singleElement()
        .asString()
        .contains("huge.conf has more than 1048576 bytes. Fix: ");
  }

  @Test
  void a_device_that_never_ends_is_refused_included_or_not() throws Exception {
    assumeTrue(Files.exists(Paths.get("/dev/zero")), "no /dev/zero here");
    file("include file(\"/dev/zero\")");
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          assertThat(problems()).singleElement().asString().contains("/dev/zero is no plain file");
          assertThat(problems("config=/dev/zero"))
              .singleElement()
              .asString()
              .contains("/dev/zero is no plain file");
        });
  }

  @Test
  void a_circle_of_includes_and_a_flood_of_them_are_errors() throws Exception {
    file("include \"mapi-audit.conf\"");
    assertThat(problems()).singleElement().asString().contains("in a circle");

    write("empty.conf", "");
    file(String.join("\n", Collections.nCopies(101, "include \"empty.conf\"")));
    assertThat(problems()).singleElement().asString().contains("more than 100 includes");
  }

  @Test
  void deep_nesting_is_an_error() throws Exception {
    file(
        String.join("", Collections.nCopies(100_000, "a{")),
        String.join("", Collections.nCopies(100_000, "}")));

    assertThat(problems()).singleElement().asString().contains("nested too deeply. Fix: ");
  }

  @Test
  void environment_variables_are_substituted() throws Exception {
    List<String> names =
        System.getenv().keySet().stream()
            .filter(name -> name.matches("[A-Z]+") && !System.getenv(name).isEmpty())
            .collect(Collectors.toList());
    assumeTrue(!names.isEmpty(), "no plain environment variable here");
    file("mapi.audit.identity.library = ${" + names.get(0) + "}");

    assertThat(load().identityLibrary()).isEqualTo(System.getenv(names.get(0)).trim());
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
