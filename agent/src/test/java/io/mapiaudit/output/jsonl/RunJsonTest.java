package io.mapiaudit.output.jsonl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapiaudit.model.Transport;
import io.mapiaudit.output.SampleFindings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunJsonTest {

  @TempDir Path temp;

  private final RunJson run = new RunJson(SampleFindings.RUN, SampleFindings.SERVICE);

  @Test
  void file_tells_run_java_configuration_hooks_and_problems_in_order() throws IOException {
    run.configured("dir", "C:\\audit", "agent arguments")
        .hooked(Arrays.asList("com.sun.jna.Function", "java.lang.Thread"))
        .problems(Collections.singletonMap("com.acme.Native", "no such method"));

    String text = write();

    assertThat(text.replaceAll("\\s", ""))
        .startsWith(
            "{\"pid\":4711,\"host\":\"mail-1\",\"start\":\"2024-05-17T09:30:00.000125Z\","
                + "\"agentVersion\":\"1.0.0\",\"java\":{\"version\":\"")
        .endsWith(
            "\"windowsSession\":0},\"transport\":\"rpc-http\",\"configuration\":[{\"key\":\"dir\","
                + "\"value\":\"C:\\\\audit\",\"source\":\"agentarguments\"}],\"hooked\":"
                + "[\"com.sun.jna.Function\",\"java.lang.Thread\"],"
                + "\"problems\":{\"com.acme.Native\":\"nosuchmethod\"}}");
    assertThat(text)
        .contains("\"version\" : \"" + System.getProperty("java.version") + "\"")
        .contains("\"arch\" : \"" + System.getProperty("os.arch") + "\"")
        .contains("\"account\" : \"NT AUTHORITY\\\\SYSTEM\"")
        .doesNotContain("\r")
        .endsWith("}\n");
  }

  @Test
  void file_is_replaced_and_nothing_else_is_left() throws IOException {
    write();
    run.hooked(Collections.singletonList("com.sun.jna.Function"));

    assertThat(write()).contains("com.sun.jna.Function");
    try (Stream<Path> files = Files.list(temp)) {
      assertThat(files).containsExactly(temp.resolve("run.json"));
    }
  }

  @Test
  void transport_that_became_known_is_told_with_what_it_is_known_from() throws IOException {
    assertThat(write()).doesNotContain("transportOrigin");
    run.transport(Transport.MAPI_HTTP, "MapiHttpDisabled is 0");

    assertThat(write())
        .contains("\"transport\" : \"mapi-http\"")
        .contains("\"transportOrigin\" : \"MapiHttpDisabled is 0\"");
  }

  @Test
  void failed_write_leaves_no_temporary_file() throws IOException {
    Path taken = Files.createDirectory(temp.resolve("run.json"));
    Files.createFile(taken.resolve("inside"));

    assertThatThrownBy(() -> run.write(taken)).isInstanceOf(IOException.class);

    try (Stream<Path> files = Files.list(temp)) {
      assertThat(files).containsExactly(taken);
    }
  }

  @Test
  void main_class_is_the_first_word_without_the_arguments() {
    assertThat(RunJson.mainClass("com.acme.Main --password secret")).isEqualTo("com.acme.Main");
    assertThat(RunJson.mainClass("app.jar")).isEqualTo("app.jar");
    assertThat(RunJson.mainClass("")).isNull();
    assertThat(RunJson.mainClass(null)).isNull();
  }

  private String write() throws IOException {
    Path file = temp.resolve("run.json");
    run.write(file);
    return new String(Files.readAllBytes(file), UTF_8);
  }
}
