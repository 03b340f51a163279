package io.mapiaudit.output.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Severity;
import io.mapiaudit.output.SampleFindings;
import io.mapiaudit.rules.RuleCatalogue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventLogOutputTest {

  private final List<String> written = new ArrayList<>();
  private final EventLogOutput output = new EventLogOutput(Log::new, Finding::message);
  private boolean full;

  private final class Log implements EventSource {
    Log() {
      written.add("opened");
    }

    @Override
    public void report(int type, int eventId, String text) {
      if (full) {
        throw new IllegalStateException("ReportEventW failed with Windows error 1502");
      }
      written.add(type + " " + eventId + " " + text);
    }

    @Override
    public void close() {
      written.add("closed");
    }
  }

  @ParameterizedTest
  @CsvSource({"critical,1", "high,1", "medium,2", "low,4"})
  void type_follows_the_severity_and_the_id_the_rule(String severity, int type) {
    output.finding(SampleFindings.bare(Severity.ofLabel(severity)).message("m").build());

    assertThat(written).containsExactly("opened", type + " 101 m");
  }

  @Test
  void log_is_opened_with_the_first_alert_and_closed_once() {
    output.close();
    assertThat(written).isEmpty();

    output.finding(SampleFindings.bare().message("m").build());
    output.finding(SampleFindings.bare().message("m").count(10).build());
    output.close();
    output.close();

    assertThat(written).containsExactly("opened", "1 101 m", "1 101 m", "closed");
  }

  @Test
  void suppressed_and_unchanged_findings_are_not_written() {
    output.finding(SampleFindings.bare().suppressed("known").build());
    output.finding(SampleFindings.bare().build());
    output.finding(SampleFindings.bare().build());

    assertThat(written).hasSize(2);
  }

  @Test
  void text_stays_below_what_the_event_log_takes() {
    String huge = String.join("", Collections.nCopies(50_000, "x"));

    output.finding(SampleFindings.bare().message(huge).build());

    assertThat(written.get(1)).hasSizeLessThan(31_839).endsWith("x...");
  }

  @Test
  void event_that_is_not_taken_does_not_keep_out_the_next() {
    full = true;
    assertThatThrownBy(() -> output.finding(SampleFindings.bare().build()))
        .hasMessageContaining("1502");
    full = false;

    output.finding(SampleFindings.bare().count(10).build());

    assertThat(written).hasSize(2);
  }

  @Test
  void every_rule_has_an_id_of_its_own_that_windows_has_a_message_for() {
    assertThat(EventIds.all()).containsKeys(RuleCatalogue.ids().toArray(new String[0]));
    assertThat(EventIds.all().values())
        .doesNotHaveDuplicates()
        .doesNotContain(EventIds.OTHER)
        .allMatch(id -> id >= 1 && id <= 1000);
    assertThat(EventIds.of("rule-of-a-later-version")).isEqualTo(EventIds.OTHER);
  }

  /** Ids are a contract: this table may only grow. */
  @Test
  void ids_are_those_of_the_page() throws IOException {
    String page =
        new String(
            Files.readAllBytes(Paths.get("src/main/docs/operations/event-log.md")),
            StandardCharsets.UTF_8);
    Map<String, Integer> table = new LinkedHashMap<>();
    Matcher row = Pattern.compile("(?m)^\\| (\\d+) \\| `([a-z-]+)` \\|").matcher(page);
    while (row.find()) {
      table.put(row.group(2), Integer.valueOf(row.group(1)));
    }
    assertThat(table).isEqualTo(EventIds.all());
    assertThat(new ArrayList<>(table.values())).isSortedAccordingTo(Integer::compare);
    assertThat(Arrays.asList(EventIds.of("release-stalled"), EventIds.of("registration-lost")))
        .containsExactly(105, 106);
  }
}
