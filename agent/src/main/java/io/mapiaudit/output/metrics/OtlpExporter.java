package io.mapiaudit.output.metrics;

import io.mapiaudit.model.RunInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Sends the readings to an OTLP endpoint over HTTP, at intervals and once more at the end, on a
 * thread of its own. What an endpoint that is not there costs is a line in the log now and then.
 */
public final class OtlpExporter implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 3_000;
  private static final long STOP_MILLIS = 4_000;

  private final URI endpoint;
  private final Readings readings;
  private final OtlpMessage message;
  private final long intervalNanos;
  private final int timeoutMillis;
  private final Consumer<String> log;
  private final Thread thread = new Thread(this::run, "mapi-audit-otlp");
  private HttpURLConnection connection;
  private boolean closing;
  private long failures;
  private long nextTold = 1;
  private volatile String state = "nothing was sent yet";

  /**
   * An exporter that does nothing until it is started.
   *
   * @param service name of the service in what is sent
   * @param log is told of the first failure, the tenth, the hundredth and so on, and of the end of
   *     them
   */
  public OtlpExporter(
      URI endpoint,
      Duration interval,
      Readings readings,
      RunInfo run,
      String service,
      Consumer<String> log) {
    this(endpoint, interval, readings, run, service, log, TIMEOUT_MILLIS);
  }

  /** With a bound of its own for connecting, and for the answer. */
  OtlpExporter(
      URI endpoint,
      Duration interval,
      Readings readings,
      RunInfo run,
      String service,
      Consumer<String> log,
      int timeoutMillis) {
    this.endpoint = endpoint;
    this.readings = readings;
    this.message = new OtlpMessage(run, service);
    this.intervalNanos = interval.toNanos();
    this.timeoutMillis = timeoutMillis;
    this.log = log;
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  /** How the last export went, for people. */
  public String state() {
    return state;
  }

  private void run() {
    boolean last;
    do {
      last = awaitTurn();
      try {
        send(message.of(readings.all(), TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis())));
        succeeded();
      } catch (IOException | RuntimeException | LinkageError failure) {
        failed(failure);
      }
    } while (!last);
  }

  /** Waits for the next export; true when it is the last one. */
  private synchronized boolean awaitTurn() {
    long deadline = System.nanoTime() + intervalNanos;
    try {
      while (!closing) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException interrupted) {
      closing = true;
    }
    return true;
  }

  private void send(byte[] body) throws IOException {
    HttpURLConnection http = (HttpURLConnection) endpoint.toURL().openConnection();
    begun(http);
    try {
      http.setConnectTimeout(timeoutMillis);
      http.setReadTimeout(timeoutMillis);
      http.setRequestMethod("POST");
      http.setRequestProperty("Content-Type", "application/x-protobuf");
      // Or the JDK keeps the connection, with a thread to end it.
      http.setRequestProperty("Connection", "close");
      http.setInstanceFollowRedirects(false);
      http.setUseCaches(false);
      http.setDoOutput(true);
      http.setFixedLengthStreamingMode(body.length);
      try (OutputStream out = http.getOutputStream()) {
        out.write(body);
      }
      int status = http.getResponseCode();
      if (status / 100 != 2) {
        throw new IOException("HTTP status " + status);
      }
    } finally {
      begun(null);
      http.disconnect();
    }
  }

  private synchronized void begun(HttpURLConnection http) {
    connection = http;
  }

  private void succeeded() {
    state = "sent";
    if (failures > 0) {
      log.accept("metrics reach " + endpoint + " again, after " + failures + " failed export(s)");
      failures = 0;
      nextTold = 1;
    }
  }

  private void failed(Throwable failure) {
    failures++;
    state = failures + " export(s) failed in a row: " + failure;
    if (failures == nextTold) {
      nextTold *= 10;
      log.accept(
          "metrics do not reach "
              + endpoint
              + ", "
              + failures
              + " failed export(s) in a row: "
              + failure
              + ". The next ones are tried all the same; key metrics.otlp");
    }
  }

  /** Sends what there is a last time, if that can be done within some seconds. */
  @Override
  public void close() {
    synchronized (this) {
      closing = true;
      notifyAll();
    }
    try {
      thread.join(STOP_MILLIS);
      if (thread.isAlive()) {
        cutOff();
        thread.join(STOP_MILLIS);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void cutOff() {
    HttpURLConnection stuck;
    synchronized (this) {
      stuck = connection;
    }
    if (stuck != null) {
      stuck.disconnect();
    }
  }

  /** True while its thread is there. */
  public boolean isAlive() {
    return thread.isAlive();
  }
}
