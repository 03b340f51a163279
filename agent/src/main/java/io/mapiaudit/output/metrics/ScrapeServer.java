package io.mapiaudit.output.metrics;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Serves {@code /metrics} over HTTP. A client that stalls keeps nobody waiting: it is cut off after
 * ten seconds, or when there are too many, the oldest first.
 */
public final class ScrapeServer implements Closeable {

  private static final int MAX_SCRAPES = 8;
  private static final long SCRAPE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final int CHECK_MILLIS = 500;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long STOP_MILLIS = 2_000;

  private final ServerSocket server = new ServerSocket();
  private final PrometheusText text;
  private final Consumer<Throwable> failures;
  private final List<Scrape> scrapes = new ArrayList<>();
  private final Thread acceptor;
  private volatile boolean closed;

  /**
   * Opens the port and serves it from now on.
   *
   * @param failures is given what goes wrong but for clients that go away
   * @throws IOException when the port cannot be had
   */
  public ScrapeServer(InetSocketAddress address, Readings readings, Consumer<Throwable> failures)
      throws IOException {
    this.text = new PrometheusText(readings);
    this.failures = failures;
    try {
      server.bind(address);
    } catch (IOException | RuntimeException failure) {
      server.close();
      throw failure;
    }
    acceptor = new Thread(this::accept, "mapi-audit-prometheus");
    acceptor.setDaemon(true);
    acceptor.start();
  }

  /** Where it is served. */
  public InetSocketAddress address() {
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  private void accept() {
    while (!closed) {
      try {
        // Without clients there is nothing to wake up for.
        server.setSoTimeout(scrapes.isEmpty() ? 0 : CHECK_MILLIS);
        Socket client = server.accept();
        makeRoom();
        Scrape scrape = new Scrape(client, text, failures);
        scrapes.add(scrape);
        scrape.start();
      } catch (SocketTimeoutException nobodyCame) {
        // Time to look after those that are here.
      } catch (IOException | RuntimeException failure) {
        if (!closed) {
          failures.accept(failure);
          LockSupport.parkNanos(PAUSE_NANOS);
        }
      }
      long now = System.nanoTime();
      scrapes.removeIf(Scrape::isOver);
      scrapes.forEach(scrape -> scrape.cutOffAfter(SCRAPE_NANOS, now));
    }
    scrapes.forEach(Scrape::cutOff);
  }

  private void makeRoom() {
    scrapes.removeIf(Scrape::isOver);
    while (scrapes.size() >= MAX_SCRAPES) {
      scrapes.remove(0).cutOff();
    }
  }

  /** Gives the port back; what is being served is cut off. */
  @Override
  public void close() throws IOException {
    closed = true;
    server.close();
    try {
      acceptor.join(STOP_MILLIS);
      if (!acceptor.isAlive()) {
        for (Scrape scrape : scrapes) {
          scrape.join(STOP_MILLIS);
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** True while a thread of it is there. */
  public boolean isAlive() {
    return acceptor.isAlive() || scrapes.stream().anyMatch(scrape -> !scrape.isOver());
  }
}
