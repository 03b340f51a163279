package io.mapiaudit.output.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrometheusTextTest {

  private final Readings readings = new Readings();
  private final PrometheusText text = new PrometheusText(readings);

  @Test
  void every_type_is_written_under_its_name() {
    readings.counter("mapi.audit.errors.suppressed", null, "Errors").add(3);
    readings.gauge("mapi.audit.journal.bytes", "bytes", "Journal").set(8);
    readings.gauge("mapi.audit.agent.info", null, "Version", "version", "1.2").set(1);
    readings.timer("mapi.audit.call.duration", "Time", "kind", "open").took(1_500_000_000);
    for (String type : new String[] {PrometheusText.PLAIN, PrometheusText.OPEN_METRICS}) {
      assertThat(text.write(type))
          .contains("\nmapi_audit_errors_suppressed_total 3")
          .contains("\nmapi_audit_journal_bytes 8")
          .contains("mapi_audit_agent_info{version=\"1.2\"} 1")
          .contains("\nmapi_audit_call_duration_seconds_count{kind=\"open\"} 1")
          .contains("\nmapi_audit_call_duration_seconds_sum{kind=\"open\"} 1.5");
    }
    assertThat(text.write(PrometheusText.OPEN_METRICS)).endsWith("# EOF\n");
  }

  @Test
  void what_is_made_later_appears_and_numbers_are_those_of_now() {
    Reading first = readings.counter("mapi.audit.first", null, "First");
    assertThat(text.write(PrometheusText.PLAIN)).contains("mapi_audit_first_total 0");
    first.increment();
    readings.counter("mapi.audit.second", null, "Second").add(7);
    assertThat(text.write(PrometheusText.PLAIN))
        .contains("mapi_audit_first_total 1", "mapi_audit_second_total 7");
  }
}
