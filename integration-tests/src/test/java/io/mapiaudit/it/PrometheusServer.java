package io.mapiaudit.it;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A real Prometheus that scrapes one target every second; or another server that is asked alike.
 */
final class PrometheusServer implements AutoCloseable {

  private static final Set<String> SENDER =
      Set.of("job", "instance", "host_name", "process_pid", "service_name", "service_instance_id");

  private final Running server;
  private final String url;

  private PrometheusServer(Running server, String url) {
    this.server = server;
    this.url = url;
  }

  /** Starts one with the shipped alert rules, and waits until it is ready. */
  static PrometheusServer start(Path folder, int target, Path rules) throws Exception {
    String program = DebianTools.path("prometheus");
    int port = Running.freePort();
    Path config =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            "global: {scrape_interval: 1s, evaluation_interval: 1s}\n"
                + ("rule_files: ['" + rules + "']\n")
                + "scrape_configs:\n- job_name: demo\n  static_configs:\n"
                + ("  - targets: ['127.0.0.1:" + target + "']\n"));
    Running server =
        Running.start(
            folder,
            List.of(
                program,
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--log.level=warn"));
    String url = "http://127.0.0.1:" + port;
    server.await(() -> Running.get(url + "/-/ready"), ready -> true);
    return new PrometheusServer(server, url);
  }

  /** Starts a VictoriaMetrics, which takes OTLP; Debian's Prometheus is built without that. */
  static PrometheusServer victoria(Path folder) throws Exception {
    String program = DebianTools.path("victoria-metrics");
    int port = Running.freePort();
    Running server =
        Running.start(
            folder,
            List.of(
                program,
                "-httpListenAddr=127.0.0.1:" + port,
                "-storageDataPath=" + folder.resolve("data"),
                "-opentelemetry.usePrometheusNaming",
                "-search.latencyOffset=0s",
                "-loggerLevel=WARN"));
    String url = "http://127.0.0.1:" + port;
    server.await(() -> Running.get(url + "/health"), ready -> true);
    return new PrometheusServer(server, url);
  }

  /** Where a VictoriaMetrics takes OTLP. */
  String otlp() {
    return url + "/opentelemetry/v1/metrics";
  }

  Running process() {
    return server;
  }

  /** What a query gives; a wrong one is an exception. */
  JsonNode query(String query) throws IOException, InterruptedException {
    String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);
    return new ObjectMapper()
        .readTree(Running.get(url + "/api/v1/query?query=" + encoded))
        .get("data")
        .get("result");
  }

  /** All numbers of one sender by name and labels, without the labels that name the sender. */
  Map<String, String> numbers(String sender) throws IOException, InterruptedException {
    Map<String, String> numbers = new TreeMap<>();
    for (JsonNode series : query("{__name__=~\"mapi_audit_.+\"," + sender + "}")) {
      Map<String, String> labels =
          new ObjectMapper()
              .convertValue(series.get("metric"), new TypeReference<TreeMap<String, String>>() {});
      labels.keySet().removeAll(SENDER);
      String name = labels.remove("__name__");
      // What a histogram without buckets has.
      if (!name.endsWith("_bucket")) {
        double value = Double.parseDouble(series.get("value").get(1).asText());
        numbers.put(name + labels, String.format(Locale.ROOT, "%.7f", value));
      }
    }
    return numbers;
  }

  /** The state of the alert rules: which failed. */
  String rules() throws IOException, InterruptedException {
    return Running.get(url + "/api/v1/rules");
  }

  @Override
  public void close() {
    server.close();
  }
}
