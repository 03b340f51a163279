package io.mapiaudit.output.sarif;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersionDetector;
import com.networknt.schema.ValidationMessage;
import io.mapiaudit.model.Finding;
import io.mapiaudit.output.SampleReports;
import io.mapiaudit.rules.RuleCatalogue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SarifReportTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void anyReport_isValidByTheSchemaOfOasis() throws IOException {
    assertThat(validate(log(SampleReports.all()))).isEmpty();
    assertThat(validate(log())).isEmpty();
  }

  @Test
  void schema_isAppliedAtAll() throws IOException {
    String text = bytes(SampleReports.all());

    assertThat(validate(MAPPER.readTree(text.replace("\"error\"", "\"terrible\"")))).isNotEmpty();
    assertThat(validate(MAPPER.readTree(text.replace("\"ruleIndex\" : ", "\"ruleIndex\" : -5"))))
        .isNotEmpty();
    assertThat(
            validate(
                MAPPER.readTree(text.replace("startTimeUtc\" : \"2026", "startTimeUtc\" : \""))))
        .isNotEmpty();
  }

  @Test
  void result_hasLocationLevelFingerprintCountAndRun() throws IOException {
    JsonNode run = log(SampleReports.all()).at("/runs/0");
    JsonNode result = run.at("/results/0");

    assertThat(result.get("ruleId").asText()).isEqualTo("async-notification-in-process-identity");
    assertThat(run.at("/tool/driver/rules").get(result.get("ruleIndex").asInt()).get("id"))
        .isEqualTo(result.get("ruleId"));
    assertThat(result.get("level").asText()).isEqualTo("error");
    assertThat(result.at("/partialFingerprints/mapiAudit~1v1").asText())
        .isEqualTo("5f3a9c0d11e2b474");
    assertThat(result.get("occurrenceCount").asInt()).isEqualTo(10);
    JsonNode place = result.at("/locations/0");
    assertThat(place.at("/physicalLocation/artifactLocation/uri").asText())
        .isEqualTo("com/acme/Sink.java");
    assertThat(place.at("/physicalLocation/region/startLine").asInt()).isEqualTo(42);
    assertThat(place.at("/logicalLocations/0/fullyQualifiedName").asText())
        .isEqualTo("com.acme.Sink.onNotify");
    JsonNode invocation =
        run.get("invocations").get(result.at("/provenance/invocationIndex").asInt());
    assertThat(invocation.get("machine").asText()).isEqualTo("mail01");
    assertThat(invocation.get("processId").asInt()).isEqualTo(4711);
    assertThat(invocation.get("endTimeUtc").asText()).isEqualTo("2026-03-01T12:00:02.500250Z");
    JsonNode second = run.at("/results/1");
    assertThat(
            run.get("invocations")
                .get(second.at("/provenance/invocationIndex").asInt())
                .get("machine")
                .asText())
        .isEqualTo("mail02");
  }

  @Test
  void stacks_areWhole_andTheCodeFlowLeadsThroughTheProgram() throws IOException {
    JsonNode result = log(SampleReports.all()).at("/runs/0/results/0");

    assertThat(texts(result.get("stacks"), "/message/text"))
        .containsExactly(
            "Logon of the session",
            "Where the token or the work came from",
            "Where it happened",
            "worker-2: waits in a release");
    assertThat(result.at("/stacks/0/frames")).hasSize(2);
    assertThat(
            texts(
                result.at("/codeFlows/0/threadFlows"),
                "/locations/0/location/logicalLocations/0/fullyQualifiedName"))
        .containsExactly(
            "com.acme.Mailbox.logon", "com.acme.Users.impersonate", "com.acme.Sink.onNotify");
  }

  @Test
  void suppression_isOneOfSarif_andOthersSayThatThereIsNone() throws IOException {
    JsonNode results = log(SampleReports.all()).at("/runs/0/results");

    List<String> reasons = new ArrayList<>();
    results.forEach(
        r -> r.get("suppressions").forEach(s -> reasons.add(s.get("justification").asText())));
    assertThat(reasons).containsExactly("accepted | mail team | 2027-01-31");
    assertThat(results).allMatch(result -> result.has("suppressions"));
  }

  @Test
  void rules_areAllThere_withTheirPages() throws IOException {
    JsonNode rules = log().at("/runs/0/tool/driver/rules");

    assertThat(texts(rules, "/id")).isEqualTo(RuleCatalogue.ids());
    assertThat(rules)
        .allMatch(rule -> rule.at("/help/markdown").asText().startsWith("# "))
        .allMatch(rule -> !rule.at("/properties/security-severity").asText().isEmpty());
  }

  @Test
  void hostileTexts_stayTexts_inAscii() throws IOException {
    String text = bytes(SampleReports.all());

    assertThat(text.chars()).allMatch(c -> c == '\n' || (c >= 0x20 && c < 0x7f));
    assertThat(MAPPER.readTree(text).at("/runs/0/results/4/message/text").asText())
        .isEqualTo(SampleReports.HOSTILE.replace("\ud800", "?"));
  }

  private static List<String> texts(JsonNode list, String pointer) {
    List<String> texts = new ArrayList<>();
    list.forEach(element -> texts.add(element.at(pointer).asText()));
    return texts;
  }

  private JsonNode log(Finding... findings) throws IOException {
    return MAPPER.readTree(bytes(findings));
  }

  private String bytes(Finding... findings) throws IOException {
    return SampleReports.text(
        SampleReports.written(new SarifReport(SampleReports.context()), folder, findings));
  }

  private static Set<ValidationMessage> validate(JsonNode log) throws IOException {
    try (InputStream in =
        SarifReportTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
      JsonNode schema = MAPPER.readTree(in);
      SchemaValidatorsConfig config =
          SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
      JsonSchema validator =
          JsonSchemaFactory.getInstance(SpecVersionDetector.detect(schema))
              .getSchema(schema, config);
      return validator.validate(log);
    }
  }
}
