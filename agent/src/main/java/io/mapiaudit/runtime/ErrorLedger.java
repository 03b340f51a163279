package io.mapiaudit.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Keeps every distinct error that was kept from the application once, with a count. Two errors are
 * the same when their type and the place they were thrown at are.
 */
public final class ErrorLedger implements Consumer<Throwable> {

  private static final int MAX_DISTINCT = 100;

  private final boolean messages;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private long total;

  /** A ledger that tells errors with their messages. */
  public ErrorLedger() {
    this(true);
  }

  /**
   * A ledger.
   *
   * @param messages false to tell types only: code of the application that the agent called may
   *     have put a name into a message
   */
  ErrorLedger(boolean messages) {
    this.messages = messages;
  }

  /** A distinct error. */
  public static final class Entry {
    private final Throwable first;
    private final boolean withMessage;
    private long count;

    Entry(Throwable first, boolean withMessage) {
      this.first = first;
      this.withMessage = withMessage;
    }

    /** The first error of its kind as text. */
    public String text() {
      return withMessage ? first.toString() : first.getClass().getName();
    }

    /** The first error of its kind as it may be told, with its stack. */
    Throwable shown() {
      if (withMessage) {
        return first;
      }
      Throwable shown = new Throwable(text());
      shown.setStackTrace(first.getStackTrace());
      return shown;
    }

    /** The first error of its kind. */
    public Throwable first() {
      return first;
    }

    public long count() {
      return count;
    }
  }

  @Override
  public synchronized void accept(Throwable error) {
    total++;
    StackTraceElement[] trace = error.getStackTrace();
    String key = error.getClass().getName() + '@' + (trace.length == 0 ? "" : trace[0]);
    Entry entry = entries.get(key);
    if (entry == null) {
      if (entries.size() >= MAX_DISTINCT) {
        return;
      }
      entry = new Entry(error, messages);
      entries.put(key, entry);
    }
    entry.count++;
  }

  /** How many errors there were, those beyond the first hundred distinct ones included. */
  public synchronized long total() {
    return total;
  }

  /** The distinct errors in the order in which they first came. */
  public synchronized List<Entry> entries() {
    return new ArrayList<>(entries.values());
  }
}
