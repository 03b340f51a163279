package io.mapiaudit.output.jsonl;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Stack;
import io.mapiaudit.model.ThreadInfo;
import io.mapiaudit.output.SampleFindings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LineFormatTest {

  /** Every field has a value that no other has, so that none can stand in for another. */
  private final Finding complete =
      SampleFindings.complete()
          .related(
              Collections.singletonList(
                  new Finding.Related(
                      new ThreadInfo(9, "peer \"x\"", 77, 88, true, false),
                      SampleFindings.ALICE,
                      "waits for it",
                      Stack.of(Collections.singletonList("p.Q.wait(Q.java:5)")))))
          .suppressed("accepted by ops")
          .build();

  @ParameterizedTest
  @EnumSource(
      value = LineFormat.class,
      names = {"ECS", "OTEL"})
  void no_native_fact_is_lost(LineFormat format) throws IOException {
    Map<String, Object> nativeTree = JsonTree.parse(FindingJson.line(complete));
    String text = String.join("\n", leaves("", JsonTree.parse(format.line(complete))).values());

    Map<String, String> facts = leaves("", nativeTree);
    assertThat(facts).hasSizeGreaterThan(60);
    facts.forEach(
        (name, fact) -> {
          if (format == LineFormat.OTEL && name.endsWith("Seen")) {
            return; // in nanoseconds there, see below
          }
          assertThat(text).as("%s = %s in %s", name, fact, format).contains(fact);
        });
  }

  @ParameterizedTest
  @EnumSource(LineFormat.class)
  void lines_are_one_line_and_tell_their_format(LineFormat format) {
    String line = format.line(complete);

    assertThat(line).doesNotContain("\n");
    assertThat(LineFormat.ofFile(line, null)).isEqualTo(format);
    assertThat(LineFormat.ofFile("", format)).isEqualTo(format);
  }

  @Test
  void ecs_uses_no_name_that_its_version_does_not_have() throws IOException {
    Map<String, Object> ecs = JsonTree.parse(LineFormat.ECS.line(complete));
    Set<String> used = new TreeSet<>();
    for (String name : leaves("", ecs).keySet()) {
      String field = name.replaceAll("\\[\\d+]", "");
      if (!field.startsWith("mapi_audit.")) {
        used.add(field);
      }
    }

    assertThat(used).isEqualTo(ecsFields());
    assertThat(JsonTree.get(ecs, "ecs", "version")).isEqualTo(EcsFields.VERSION);
  }

  @Test
  void ecs_says_who_did_what_when() throws IOException {
    Map<String, Object> ecs = JsonTree.parse(LineFormat.ECS.line(complete));

    assertThat(JsonTree.get(ecs, "@timestamp")).isEqualTo("2024-05-17T09:30:01.500125Z");
    assertThat(JsonTree.get(ecs, "event", "kind")).isEqualTo("alert");
    assertThat(JsonTree.get(ecs, "event", "severity")).isEqualTo(4L);
    assertThat(JsonTree.get(ecs, "rule", "id")).isEqualTo(complete.rule());
    assertThat(JsonTree.get(ecs, "user", "domain")).isEqualTo("NT AUTHORITY");
    assertThat(JsonTree.get(ecs, "user", "name")).isEqualTo("SYSTEM");
    assertThat(JsonTree.get(ecs, "process", "thread", "id")).isEqualTo(4242L);
    assertThat(JsonTree.get(ecs, "error", "stack_trace"))
        .isEqualTo("\tat com.acme.Sink.onNotify(Sink.java:12)\n\tat a.B.c(B.java:3)");
    assertThat(JsonTree.get(ecs, "mapi_audit", "fingerprint")).isEqualTo("c0ffee");
    assertThat(JsonTree.get(ecs, "mapi_audit", "expected", "level")).isEqualTo("impersonation");
  }

  @Test
  void otel_is_a_log_record_in_the_encoding_of_otlp() throws IOException {
    String line = LineFormat.OTEL.line(complete);

    assertThat(line)
        .startsWith(
            "{\"resourceLogs\":[{\"resource\":{\"attributes\":["
                + "{\"key\":\"host.name\",\"value\":{\"stringValue\":\"mail-1\"}},"
                + "{\"key\":\"process.pid\",\"value\":{\"intValue\":\"4711\"}}]},"
                + "\"scopeLogs\":[{\"scope\":{\"name\":\"mapi-audit\"},\"logRecords\":["
                + "{\"timeUnixNano\":\"1715938201500125000\",\"severityNumber\":18,"
                + "\"severityText\":\"critical\",\"body\":{\"stringValue\":\"IMAPIAdviseSink")
        .contains(
            attribute("code.function.name", "stringValue", "com.acme.Sink.onNotify"),
            attribute("code.file.path", "stringValue", "Sink.java"),
            attribute("code.line.number", "intValue", "12"),
            attribute("thread.name", "stringValue", "Thread-7"),
            attribute("mapi_audit.session.identity.sid", "stringValue", "S-1-5-21-1-2-3-1001"),
            attribute("mapi_audit.firstSeen", "stringValue", "2024-05-17T09:30:00.000125Z"),
            attribute("mapi_audit.count", "intValue", "10"))
        .contains("{\"key\":\"mapi_audit.thread.attached\",\"value\":{\"boolValue\":true}}");
  }

  @ParameterizedTest
  @EnumSource(LineFormat.class)
  void finding_of_which_nothing_is_known_is_written_too(LineFormat format) throws IOException {
    Finding bare = SampleFindings.bare().build();

    assertThat(format.line(bare)).contains("async-notification-in-process-identity");
    assertThat(JsonTree.parse(format.line(bare))).isNotEmpty();
  }

  private static String attribute(String key, String type, String value) {
    return "{\"key\":\"" + key + "\",\"value\":{\"" + type + "\":\"" + value + "\"}}";
  }

  private static Set<String> ecsFields() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                LineFormatTest.class.getResourceAsStream(
                    "/ecs/fields-" + EcsFields.VERSION + ".txt"),
                StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.startsWith("#")).collect(Collectors.toSet());
    }
  }

  private static Map<String, String> leaves(String path, Object value) {
    Map<String, String> found = new java.util.LinkedHashMap<>();
    if (value instanceof Map) {
      ((Map<?, ?>) value)
          .forEach((k, v) -> found.putAll(leaves(path.isEmpty() ? "" + k : path + "." + k, v)));
    } else if (value instanceof List) {
      List<?> list = new ArrayList<>((List<?>) value);
      for (int i = 0; i < list.size(); i++) {
        found.putAll(leaves(path + "[" + i + "]", list.get(i)));
      }
    } else {
      found.put(path, String.valueOf(value));
    }
    return found;
  }
}
