package io.mapiaudit.output.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScrapeServerTest {

  private static final int TIMEOUT_MILLIS = 20_000;

  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final Readings readings = new Readings();
  private final List<Closeable> open = new ArrayList<>();
  private ScrapeServer server;

  @BeforeEach
  void serve() throws IOException {
    readings.counter("mapi.audit.something", null, "Something").add(5);
    server = new ScrapeServer(loopback(0), readings, failures::add);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    for (Closeable each : open) {
      each.close();
    }
    assertThat(failures).isEmpty();
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket();
    socket.connect(server.address(), TIMEOUT_MILLIS);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    open.add(socket);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String receive(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0; b = in.read()) {
      all.write(b);
    }
    return new String(all.toByteArray(), StandardCharsets.UTF_8);
  }

  private String ask(String request) throws IOException {
    Socket socket = connect();
    send(socket, request + "\r\nHost: x\r\n\r\n");
    return receive(socket);
  }

  @Test
  void metrics_are_served_as_text() throws IOException {
    assertThat(ask("GET /metrics HTTP/1.1"))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\n")
        .contains("mapi_audit_something_total 5");
  }

  @Test
  void open_metrics_are_served_to_those_who_accept_them() throws IOException {
    assertThat(
            ask("GET /metrics?x=y HTTP/1.1\r\naccept: Application/openmetrics-text;version=1.0.0"))
        .contains("\r\nContent-Type: application/openmetrics-text; version=1.0.0")
        .endsWith("# EOF\n");
  }

  @ParameterizedTest
  @CsvSource({
    "GET / HTTP/1.1,404",
    "GET /metrics2 HTTP/1.1,404",
    "POST /metrics HTTP/1.1,405",
    "HEAD /metrics HTTP/1.1,200",
    "nonsense,400"
  })
  void anything_else_is_refused(String request, String status) throws IOException {
    assertThat(ask(request))
        .startsWith("HTTP/1.1 " + status)
        .doesNotContain("mapi_audit_something_total");
  }

  @Test
  void clients_that_stall_keep_nobody_waiting() throws IOException {
    Socket oldest = connect();
    send(oldest, "GET /metr");
    for (int i = 0; i < 20; i++) {
      send(connect(), "GET /metr");
    }
    assertThat(ask("GET /metrics HTTP/1.1")).startsWith("HTTP/1.1 200");
    assertThat(receive(oldest)).as("cut off, for there were too many").isEmpty();
  }

  @Test
  void client_that_sends_too_much_is_cut_off() throws IOException {
    Socket socket = connect();
    char[] much = new char[17 * 1024];
    java.util.Arrays.fill(much, 'x');
    try {
      send(socket, new String(much));
      assertThat(receive(socket)).isEmpty();
    } catch (IOException reset) {
      assertThat(reset).isInstanceOf(java.net.SocketException.class);
    }
  }

  @Test
  void port_in_use_is_told() {
    assertThatThrownBy(
            () -> new ScrapeServer(loopback(server.address().getPort()), readings, failures::add))
        .isInstanceOf(BindException.class);
  }

  @Test
  void closing_gives_the_port_back_and_leaves_no_thread() throws IOException {
    send(connect(), "GET /metr");
    int port = server.address().getPort();
    server.close();
    assertThat(server.isAlive()).isFalse();
    try (ServerSocket again = new ServerSocket()) {
      again.bind(loopback(port));
      assertThat(again.isBound()).isTrue();
    }
  }
}
