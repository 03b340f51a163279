package io.mapiaudit.cli;

import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Tells somebody at a terminal how far long work is, on one line that is written over and taken
 * away at the end. Silent in a pipe, and while work is short.
 */
final class Progress {

  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(700);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final PrintStream err;
  private final LongSupplier nanos;
  private boolean on;
  private String what = "";
  private long started;
  private long shown;
  private int width;

  /**
   * Progress.
   *
   * @param on whether anybody looks
   * @param nanos a clock, as {@link System#nanoTime} is
   */
  Progress(PrintStream err, boolean on, LongSupplier nanos) {
    this.err = err;
    this.on = on;
    this.nanos = nanos;
  }

  /** Progress on this process's terminal, when it has one. */
  static Progress on(PrintStream err) {
    return new Progress(err, isTerminal(), System::nanoTime);
  }

  @SuppressWarnings("SystemConsoleNull") // what newer versions have instead is asked below
  private static boolean isTerminal() {
    Console console = System.console();
    if (console == null || "dumb".equals(System.getenv("TERM"))) {
      return false;
    }
    try {
      // Since Java 22 there is a console in a pipe too, and it tells.
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException olderJava) {
      return true;
    }
  }

  /** Tells nothing from now on. */
  void silence() {
    on = false;
  }

  /** Work begins. */
  synchronized void begin(String work) {
    what = work;
    started = nanos.getAsLong();
    shown = started + QUIET_NANOS - PAUSE_NANOS;
  }

  /** So much is done, of so much; 0 of 0 when that cannot be told. */
  synchronized void at(long done, long total) {
    if (!on) {
      return;
    }
    long now = nanos.getAsLong();
    if (now - shown < PAUSE_NANOS) {
      return;
    }
    shown = now;
    String state =
        total > 0
            ? String.format(Locale.ROOT, "%d %%", Math.min(100, done * 100 / total))
            : TimeUnit.NANOSECONDS.toSeconds(now - started) + " s";
    show(what + " " + state);
  }

  /** Work is over; the line goes. */
  synchronized void end() {
    if (width > 0) {
      show("");
      err.print("\r");
      err.flush();
      width = 0;
    }
  }

  private void show(String line) {
    StringBuilder text = new StringBuilder("\r").append(Terminal.printable(line));
    int length = text.length() - 1;
    while (text.length() - 1 < width) {
      text.append(' ');
    }
    width = length;
    err.print(text);
    err.flush();
  }

  /** Does something of which only the time can be told, and tells that. */
  <T> T during(String work, Callable<T> action) throws Exception {
    if (!on) {
      return action.call();
    }
    begin(work);
    CountDownLatch over = new CountDownLatch(1);
    Thread teller = new Thread(() -> tellUntil(over), "mapi-audit-progress");
    teller.setDaemon(true);
    teller.start();
    try {
      return action.call();
    } finally {
      over.countDown();
      teller.join();
      end();
    }
  }

  private void tellUntil(CountDownLatch over) {
    try {
      while (!over.await(PAUSE_NANOS, TimeUnit.NANOSECONDS)) {
        at(0, 0);
      }
    } catch (InterruptedException nobodyElseHasThisThread) {
      Thread.currentThread().interrupt();
    }
  }
}
