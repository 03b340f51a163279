package io.mapiaudit.output.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OtlpExporterTest {

  private static final Duration NEVER = Duration.ofDays(1);
  private static final Duration OFTEN = Duration.ofMillis(1);

  private final Readings readings = new Readings();
  private final List<String> logged = new CopyOnWriteArrayList<>();
  private final BlockingQueue<ExportMetricsServiceRequest> received = new LinkedBlockingQueue<>();
  private final List<String> types = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private HttpServer server;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/metrics",
        exchange -> {
          types.add(exchange.getRequestHeaders().getFirst("Content-Type"));
          received.add(ExportMetricsServiceRequest.parseFrom(all(exchange.getRequestBody())));
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static byte[] all(InputStream in) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0; b = in.read()) {
      out.write(b);
    }
    return out.toByteArray();
  }

  private OtlpExporter exporter(int port, Duration interval) {
    return exporter(port, interval, 60_000);
  }

  private OtlpExporter exporter(int port, Duration interval, int timeoutMillis) {
    return new OtlpExporter(
        URI.create("http://127.0.0.1:" + port + "/v1/metrics"),
        interval,
        readings,
        OtlpMessageTest.RUN,
        "mail",
        logged::add,
        timeoutMillis);
  }

  private static long value(ExportMetricsServiceRequest request) {
    return request
        .getResourceMetrics(0)
        .getScopeMetrics(0)
        .getMetrics(0)
        .getSum()
        .getDataPoints(0)
        .getAsInt();
  }

  @Test
  void last_numbers_are_sent_at_the_end() throws Exception {
    Reading reading = readings.counter("mapi.audit.something", null, "Something");
    OtlpExporter exporter = exporter(server.getAddress().getPort(), NEVER);
    exporter.start();
    reading.add(42);
    exporter.close();
    assertThat(exporter.isAlive()).isFalse();
    assertThat(received).hasSize(1);
    assertThat(value(received.take())).isEqualTo(42);
    assertThat(types).containsExactly("application/x-protobuf");
    assertThat(logged).isEmpty();
    assertThat(exporter.state()).isEqualTo("sent");
  }

  @Test
  void exports_go_on_at_intervals() throws Exception {
    readings.counter("mapi.audit.something", null, "Something").add(1);
    try (OtlpExporter exporter = exporter(server.getAddress().getPort(), OFTEN)) {
      exporter.start();
      for (int i = 0; i < 3; i++) {
        assertThat(received.poll(20, TimeUnit.SECONDS)).as("export %s", i).isNotNull();
      }
    }
  }

  @Test
  void dead_endpoint_is_told_at_powers_of_ten() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    OtlpExporter exporter = exporter(port, OFTEN);
    exporter.start();
    await(() -> logged.size() >= 3);
    exporter.close();
    // More than three when this thread was kept from looking while a thousand failed.
    assertThat(logged).hasSize(failedExports(exporter).length());
    assertThat(logged.get(0)).contains("1 failed export(s)", "Connection refused", "metrics.otlp");
    assertThat(logged.get(1)).contains("10 failed export(s)");
    assertThat(logged.get(2)).contains("100 failed export(s)");
  }

  @Test
  void endpoint_that_refuses_and_recovers_is_told_twice() throws Exception {
    readings.counter("mapi.audit.something", null, "Something").add(1);
    status = 503;
    OtlpExporter exporter = exporter(server.getAddress().getPort(), OFTEN);
    exporter.start();
    await(() -> !logged.isEmpty());
    status = 200;
    await(() -> logged.get(logged.size() - 1).contains("again"));
    exporter.close();
    assertThat(logged.get(0)).contains("HTTP status 503");
  }

  @Test
  void endpoint_that_never_answers_does_not_hold_up_the_end() throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // Far below what the end takes at most, so that this is what ends it.
      OtlpExporter exporter = exporter(mute.getLocalPort(), NEVER, 100);
      exporter.start();
      exporter.close();
      assertThat(exporter.isAlive()).isFalse();
      assertThat(exporter.state()).contains("1 export(s) failed", "timed out");
    }
  }

  private static String failedExports(OtlpExporter exporter) {
    return exporter.state().replaceFirst(" export.*", "");
  }

  private interface Condition {
    boolean holds();
  }

  private static void await(Condition condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }
}
