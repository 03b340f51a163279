package io.mapiaudit.output.jsonl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mapiaudit.output.SampleReports;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonReportTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void report_hasSummaryRunsAndFindingsOfTheAgentsSchema() throws Exception {
    JsonNode report =
        MAPPER.readTree(
            SampleReports.written(
                new JsonReport(SampleReports.context()), folder, SampleReports.all()));

    assertThat(report.get("verdict").asText()).isEqualTo("failed");
    assertThat(report.get("failOn").asText()).isEqualTo("high");
    assertThat(report.at("/summary/findings").asInt()).isEqualTo(5);
    assertThat(report.at("/summary/failing").asInt()).isEqualTo(3);
    assertThat(report.at("/summary/suppressed").asInt()).isEqualTo(1);
    assertThat(report.at("/summary/severities"))
        .isEqualTo(MAPPER.readTree("{\"critical\":2,\"high\":1,\"medium\":1,\"low\":0}"));
    assertThat(report.at("/runs/0/name").asText()).isEqualTo("4711-x");
    assertThat(report.at("/runs/0/ended").asBoolean()).isTrue();
    assertThat(report.at("/runs/1/ended").asBoolean()).isFalse();
    assertThat(report.get("findings")).hasSize(5);
    assertThat(report.at("/findings/0"))
        .isEqualTo(MAPPER.readTree(FindingJson.line(SampleReports.all()[1])));
  }

  @Test
  void nothingFound_isPassed() throws Exception {
    JsonNode report =
        MAPPER.readTree(SampleReports.written(new JsonReport(SampleReports.context()), folder));

    assertThat(report.get("verdict").asText()).isEqualTo("passed");
    assertThat(report.get("findings")).isEmpty();
  }

  @Test
  void samplesOfARun_areInIt_withoutDamagedLines() throws Exception {
    Files.write(
        folder.resolve("samples.jsonl"),
        "{\"calls\":1}\n{\"calls\":}\n{\"calls\":2,\"findings\":{\"high\":1}}\n{\"calls\":"
            .getBytes(StandardCharsets.UTF_8));

    JsonNode report =
        MAPPER.readTree(SampleReports.written(new JsonReport(SampleReports.context()), folder));

    assertThat(report.at("/runs/0/samples"))
        .isEqualTo(MAPPER.readTree("[{\"calls\":1},{\"calls\":2,\"findings\":{\"high\":1}}]"));
    assertThat(report.at("/runs/1").has("samples")).isFalse();
  }
}
