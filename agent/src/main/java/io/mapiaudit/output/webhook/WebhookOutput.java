package io.mapiaudit.output.webhook;

import io.mapiaudit.model.Finding;
import io.mapiaudit.output.Output;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Posts alerts in the format of Alertmanager's API v2, on a daemon thread of its own that starts
 * with the first finding. A finding is an alert for as long as its process runs: it is sent again
 * every minute with an end in five, so that it is resolved, also after a kill, within five minutes.
 */
public final class WebhookOutput implements Output {

  private static final int CAPACITY = 1_000;
  private static final int BATCH = 100;
  private static final long RENEW_MILLIS = 60_000;
  private static final long FIRST_RETRY_MILLIS = 1_000;
  private static final long CLOSE_MILLIS = 3_000;
  private static final long ABORTED_MILLIS = 500;

  private final Endpoint endpoint;
  private final String generator;
  private final Function<Object, String> json;
  private final Consumer<String> warnings;
  private final LiveAlerts alerts = new LiveAlerts(CAPACITY);
  private final long renewMillis;
  private long failures;
  private long nextReport = 1;
  private boolean closed;
  private Thread thread;

  /**
   * An output with an endpoint of a test's.
   *
   * @param renewMillis after which live alerts are sent again
   */
  WebhookOutput(
      Endpoint endpoint,
      String generator,
      Function<Object, String> json,
      Consumer<String> warnings,
      long renewMillis) {
    this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
    this.generator = Objects.requireNonNull(generator, "generator");
    this.json = Objects.requireNonNull(json, "json");
    this.warnings = Objects.requireNonNull(warnings, "warnings");
    this.renewMillis = renewMillis;
  }

  /**
   * An output that does nothing yet.
   *
   * @param uri where alerts are posted, http or https
   * @param generator URL of where the details are
   * @param json writes lists, maps and texts as JSON
   * @param warnings is given a sentence at the first failure and when failures reach a power of ten
   */
  public WebhookOutput(
      URI uri, URI generator, Function<Object, String> json, Consumer<String> warnings) {
    this(new HttpEndpoint(uri), generator.toString(), json, warnings, RENEW_MILLIS);
  }

  /** Has it sent; never waits. One that is suppressed is no alert, or no longer. */
  @Override
  public synchronized void finding(Finding finding) {
    if (closed) {
      return;
    }
    if (finding.suppressed() == null) {
      alerts.put(finding);
    } else {
      alerts.end(finding);
    }
    if (thread == null && alerts.hasUnsent()) {
      thread = new Thread(this::run, "mapi-audit-webhook");
      thread.setDaemon(true);
      thread.start();
    }
    notifyAll();
  }

  private void run() {
    long renewed = System.nanoTime();
    long retryMillis = FIRST_RETRY_MILLIS;
    while (awaitWork(renewed)) {
      if (isOver(renewed, renewMillis)) {
        renewed = System.nanoTime();
        renew();
      }
      boolean last = isClosed();
      if (send()) {
        retryMillis = FIRST_RETRY_MILLIS;
      } else if (last) {
        return;
      } else {
        awaitRetry(retryMillis);
        retryMillis = Math.min(2 * retryMillis, RENEW_MILLIS);
      }
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /** False when there is nothing to send and nothing will come. */
  private synchronized boolean awaitWork(long renewed) {
    while (!alerts.hasUnsent()) {
      if (closed) {
        return false;
      }
      if (isOver(renewed, renewMillis)) {
        return true;
      }
      pause(Math.max(1, renewMillis - millisSince(renewed)));
    }
    return true;
  }

  /** Waits before the next try; not when it is the last one. */
  private synchronized void awaitRetry(long millis) {
    long start = System.nanoTime();
    while (!closed && !isOver(start, millis)) {
      pause(Math.max(1, millis - millisSince(start)));
    }
  }

  private void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.timedWait(this, millis);
    } catch (InterruptedException notOurs) {
      // Nobody has a reason to interrupt this thread; the end is told by a flag.
    }
  }

  private synchronized void renew() {
    alerts.renew();
  }

  private boolean send() {
    List<LiveAlerts.Entry> batch;
    synchronized (this) {
      batch = alerts.unsent(BATCH);
    }
    try {
      endpoint.post(body(batch));
    } catch (Refused refusal) {
      // Trying the same again would keep the others waiting; it comes again with the renewal.
      failed(refusal);
    } catch (IOException | RuntimeException failure) {
      failed(failure);
      return false;
    }
    synchronized (this) {
      alerts.sent(batch);
    }
    return true;
  }

  private byte[] body(List<LiveAlerts.Entry> batch) {
    long now = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
    List<Object> list =
        batch.stream()
            .map(
                entry ->
                    Alert.of(
                        entry.finding(),
                        entry.isEnded() ? now : now + Alert.LIFE_MICROS,
                        generator))
            .collect(Collectors.toList());
    return json.apply(list).getBytes(StandardCharsets.UTF_8);
  }

  private void failed(Exception failure) {
    failures++;
    if (failures == nextReport) {
      nextReport *= 10;
      String reason = failure.getMessage() == null ? failure.toString() : failure.getMessage();
      warnings.accept(
          "alerts.webhook: "
              + endpoint
              + " did not take alerts ("
              + failures
              + " failure(s) so far, tried again until the process ends): "
              + reason);
    }
  }

  /** Sends what is still to be sent, in a bounded time; says how much was not. */
  @Override
  public void close() {
    Thread last;
    synchronized (this) {
      closed = true;
      last = thread;
      notifyAll();
    }
    if (last == null) {
      return;
    }
    try {
      TimeUnit.MILLISECONDS.timedJoin(last, CLOSE_MILLIS);
      if (last.isAlive()) {
        endpoint.abort();
        TimeUnit.MILLISECONDS.timedJoin(last, ABORTED_MILLIS);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    sumUp();
  }

  private synchronized void sumUp() {
    long lost = alerts.dropped() + alerts.unsent(CAPACITY).size();
    if (lost > 0) {
      warnings.accept(
          "alerts.webhook: the latest state of " + lost + " alert(s) did not get to " + endpoint);
    }
  }

  /** True while its thread is there, after {@link #close} too when a post does not end. */
  public synchronized boolean isAtWork() {
    return thread != null && thread.isAlive();
  }

  private static boolean isOver(long startNanos, long millis) {
    return millisSince(startNanos) >= millis;
  }

  private static long millisSince(long startNanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
  }
}
