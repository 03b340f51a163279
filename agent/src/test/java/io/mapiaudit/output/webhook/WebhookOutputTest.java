package io.mapiaudit.output.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.mapiaudit.model.Severity;
import io.mapiaudit.output.SampleFindings;
import io.mapiaudit.output.jsonl.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WebhookOutputTest {

  private final FakeEndpoint endpoint = new FakeEndpoint();
  private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());

  @Test
  void finding_is_posted_as_an_alert_with_few_labels_and_identities_in_annotations()
      throws Exception {
    WebhookOutput output = output();
    output.finding(SampleFindings.complete().build());

    String body = endpoint.awaitBodies(1).get(0);

    assertThat(body)
        .startsWith(
            "[{\"labels\":{\"alertname\":\"async-notification-in-process-identity\","
                + "\"severity\":\"critical\",\"fingerprint\":\"c0ffee\",\"host\":\"mail-1\","
                + "\"pid\":\"4711\"},\"annotations\":{")
        .contains("\"expected\":\"ACME\\\\alice (S-1-5-21-1-2-3-1001)\"")
        .contains("\"count\":\"10\"")
        .contains("\"startsAt\":\"2024-05-17T09:30:00.000125Z\"")
        .contains("\"generatorURL\":\"file:///run/findings.jsonl\"");
    output.close();
    assertThat(output.isAtWork()).isFalse();
    assertThat(warnings).isEmpty();
  }

  @Test
  void alert_that_got_graver_ends_the_one_of_the_lesser_severity() throws Exception {
    WebhookOutput output = output();
    output.finding(SampleFindings.complete().severity(Severity.HIGH).build());
    endpoint.awaitBodies(1);

    output.finding(SampleFindings.complete().build());
    output.close();

    String all = String.join("", endpoint.bodies());
    assertThat(all.split("\"severity\":\"high\"", -1)).as("raised and ended").hasSize(3);
    assertThat(all.split("\"severity\":\"critical\"", -1)).hasSize(2);
  }

  @Test
  void failures_lose_nothing_and_are_told_at_the_first_and_at_powers_of_ten() throws Exception {
    endpoint.failing(new IOException("Connection refused"), new IOException("again"));
    WebhookOutput output = output();
    output.finding(SampleFindings.bare().fingerprint("a").build());

    assertThat(String.join("", endpoint.awaitBodies(1))).contains("\"fingerprint\":\"a\"");
    output.close();

    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith("alerts.webhook: http://alerts did not take alerts (1 failure(s) so far")
        .endsWith("Connection refused");
  }

  @Test
  void refused_alerts_do_not_hold_up_later_ones() throws Exception {
    endpoint.failing(new Refused("HTTP status 400: bad"));
    WebhookOutput output = output();
    output.finding(SampleFindings.bare().fingerprint("bad").build());
    endpoint.awaitPosts(1);
    output.finding(SampleFindings.bare().fingerprint("good").build());

    assertThat(endpoint.awaitBodies(1).get(0)).contains("good").doesNotContain("\"bad\"");
    output.close();
  }

  @Test
  void endpoint_that_blocks_is_aborted_at_the_end_and_what_it_missed_is_said() throws Exception {
    endpoint.blocking();
    WebhookOutput output = output();
    output.finding(SampleFindings.bare().build());
    endpoint.awaitBlocked();

    output.close();

    assertThat(endpoint.wasAborted()).isTrue();
    // The aborted post tells of its failure on its own thread, before this or after.
    assertThat(new ArrayList<>(warnings))
        .anyMatch(warning -> warning.contains("latest state of 1 alert(s) did not get to"));
  }

  @Test
  void live_alert_is_sent_again_and_again_until_the_end() throws Exception {
    WebhookOutput output = output(1);
    output.finding(SampleFindings.bare().fingerprint("a").build());

    assertThat(endpoint.awaitBodies(3)).allMatch(body -> body.contains("\"fingerprint\":\"a\""));
    output.close();
    assertThat(output.isAtWork()).isFalse();
  }

  @Test
  void suppressed_findings_are_no_alerts() {
    WebhookOutput output = output();
    output.finding(SampleFindings.complete().suppressed("accepted").build());
    output.close();

    assertThat(endpoint.bodies()).isEmpty();
    assertThat(output.isAtWork()).isFalse();
  }

  @Test
  void alert_that_is_suppressed_while_it_is_live_ends() throws Exception {
    WebhookOutput output = output();
    output.finding(SampleFindings.complete().build());
    endpoint.awaitBodies(1);

    output.finding(SampleFindings.complete().suppressed("accepted").build());
    output.close();

    List<String> bodies = endpoint.bodies();
    assertThat(bodies).hasSize(2);
    assertThat(endOf(bodies.get(1))).isLessThan(endOf(bodies.get(0)));
  }

  private static String endOf(String body) {
    return body.replaceAll(".*\"endsAt\":\"([^\"]+)\".*", "$1");
  }

  @Test
  void over_http_a_refusal_is_told_from_a_failure() throws Exception {
    int[] status = {200};
    List<String> types = Collections.synchronizedList(new ArrayList<>());
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          types.add(exchange.getRequestMethod() + exchange.getRequestHeaders().get("Content-type"));
          while (exchange.getRequestBody().read() >= 0) {}
          byte[] answer = "start\ntime".getBytes(java.nio.charset.StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status[0], answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    try {
      HttpEndpoint http =
          new HttpEndpoint(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/a"));
      http.post(new byte[] {'[', ']'});
      status[0] = 400;
      assertThat(failure(http))
          .isInstanceOf(Refused.class)
          .hasMessage("HTTP status 400: start time");
      status[0] = 503;
      assertThat(failure(http)).isNotInstanceOf(Refused.class).hasMessageContaining("503");
      status[0] = 429;
      assertThat(failure(http)).isNotInstanceOf(Refused.class);
      assertThat(types).containsOnly("POST[application/json]").hasSize(4);
    } finally {
      server.stop(0);
    }
  }

  private static Throwable failure(HttpEndpoint http) {
    return org.assertj.core.api.Assertions.catchThrowable(() -> http.post(new byte[] {'[', ']'}));
  }

  private WebhookOutput output() {
    return output(60_000);
  }

  private WebhookOutput output(long renewMillis) {
    return new WebhookOutput(
        endpoint, "file:///run/findings.jsonl", Json::line, warnings::add, renewMillis);
  }
}
