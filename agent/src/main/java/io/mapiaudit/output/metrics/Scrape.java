package io.mapiaudit.output.metrics;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;

/** One client of the endpoint: one request, one answer, on a thread of its own. */
final class Scrape {

  private static final int MAX_REQUEST_BYTES = 16 * 1024;
  private static final String PATH = "/metrics";

  private final Socket client;
  private final PrometheusText text;
  private final Consumer<Throwable> failures;
  private final Thread thread = new Thread(this::serve, "mapi-audit-scrape");
  private final long startNanos = System.nanoTime();

  Scrape(Socket client, PrometheusText text, Consumer<Throwable> failures) {
    this.client = client;
    this.text = text;
    this.failures = failures;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  boolean isOver() {
    return !thread.isAlive();
  }

  void join(long millis) throws InterruptedException {
    thread.join(millis);
  }

  /** Cuts the client off when it has taken longer than that. */
  void cutOffAfter(long nanos, long nowNanos) {
    if (nowNanos - startNanos > nanos) {
      cutOff();
    }
  }

  /** Closing the socket is what ends reads and writes that are blocked. */
  void cutOff() {
    try {
      client.close();
    } catch (IOException closedAnyway) {
      // Nobody is there to be told.
    }
  }

  private void serve() {
    try {
      String request = request(client.getInputStream());
      if (request != null) {
        client.getOutputStream().write(answer(request));
        client.shutdownOutput();
      }
    } catch (IOException gone) {
      // The client went away, or was cut off.
    } catch (RuntimeException | Error failure) {
      failures.accept(failure);
    } finally {
      cutOff();
    }
  }

  /** Reads up to the empty line; null when the client sends none, or too much before it. */
  private static String request(InputStream in) throws IOException {
    byte[] bytes = new byte[MAX_REQUEST_BYTES];
    int length = 0;
    while (length < bytes.length) {
      int read = in.read(bytes, length, bytes.length - length);
      if (read < 0) {
        return null;
      }
      length += read;
      String sofar = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
      int end = sofar.indexOf("\r\n\r\n");
      if (end >= 0) {
        return sofar.substring(0, end);
      }
    }
    return null;
  }

  private byte[] answer(String request) {
    String[] words = request.split("\r\n", 2)[0].split(" ", -1);
    if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
      return response("400 Bad Request", PrometheusText.PLAIN, "", true);
    }
    boolean head = words[0].equals("HEAD");
    if (!head && !words[0].equals("GET")) {
      return response("405 Method Not Allowed\r\nAllow: GET, HEAD", PrometheusText.PLAIN, "", true);
    }
    if (!words[1].split("\\?", 2)[0].equals(PATH)) {
      return response("404 Not Found", PrometheusText.PLAIN, "see " + PATH + "\n", !head);
    }
    String type = contentType(request);
    String body;
    try {
      body = text.write(type);
    } catch (RuntimeException | LinkageError failure) {
      failures.accept(failure);
      return response("500 Internal Server Error", PrometheusText.PLAIN, failure + "\n", !head);
    }
    return response("200 OK", type, body, !head);
  }

  private static String contentType(String request) {
    for (String line : request.split("\r\n", -1)) {
      String header = line.toLowerCase(Locale.ROOT);
      if (header.startsWith("accept:") && header.contains("application/openmetrics-text")) {
        return PrometheusText.OPEN_METRICS;
      }
    }
    return PrometheusText.PLAIN;
  }

  private static byte[] response(String status, String type, String body, boolean withBody) {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    byte[] head =
        ("HTTP/1.1 "
                + status
                + "\r\nContent-Type: "
                + type
                + "\r\nContent-Length: "
                + content.length
                + "\r\nConnection: close\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    if (!withBody) {
      return head;
    }
    byte[] all = new byte[head.length + content.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(content, 0, all, head.length, content.length);
    return all;
  }
}
