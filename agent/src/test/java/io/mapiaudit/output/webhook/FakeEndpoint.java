package io.mapiaudit.output.webhook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Keeps what is posted, or fails as told. */
final class FakeEndpoint implements Endpoint {

  private static final long PATIENCE_MILLIS = 30_000;

  private final List<String> bodies = new ArrayList<>();
  private final Deque<IOException> failures = new ArrayDeque<>();
  private int posts;
  private boolean blocking;
  private boolean blocked;
  private boolean aborted;

  synchronized FakeEndpoint failing(IOException... next) {
    for (IOException failure : next) {
      failures.add(failure);
    }
    return this;
  }

  synchronized FakeEndpoint blocking() {
    blocking = true;
    return this;
  }

  @Override
  public synchronized void post(byte[] json) throws IOException {
    posts++;
    blocked = blocking;
    notifyAll();
    while (blocking && !aborted) {
      try {
        wait();
      } catch (InterruptedException ignored) {
        // A read from the network would not notice either.
      }
    }
    if (aborted) {
      throw new IOException("aborted");
    }
    IOException failure = failures.poll();
    if (failure != null) {
      throw failure;
    }
    bodies.add(new String(json, StandardCharsets.UTF_8));
    notifyAll();
  }

  @Override
  public synchronized void abort() {
    aborted = true;
    notifyAll();
  }

  synchronized boolean wasAborted() {
    return aborted;
  }

  synchronized List<String> awaitBodies(int count) throws InterruptedException {
    await(() -> bodies.size() >= count);
    return new ArrayList<>(bodies);
  }

  synchronized void awaitPosts(int count) throws InterruptedException {
    await(() -> posts >= count);
  }

  synchronized void awaitBlocked() throws InterruptedException {
    await(() -> blocked);
  }

  private void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    while (!condition.getAsBoolean()) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError("did not come; there is " + bodies);
      }
      wait(left);
    }
  }

  synchronized List<String> bodies() {
    return new ArrayList<>(bodies);
  }

  @Override
  public String toString() {
    return "http://alerts";
  }
}
