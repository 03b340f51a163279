package io.mapiaudit.output.eventlog;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Severity;
import io.mapiaudit.output.Output;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Writes alerts to the Windows event log, with an event id for each rule: as an error for critical
 * and high, a warning for medium, information for low. What did not change is not written again,
 * nor what is suppressed.
 */
public final class EventLogOutput implements Output {

  /** The source's name in the event log. */
  public static final String SOURCE = "mapi-audit";

  /** ReportEventW takes 31,839 characters; the room left is for the viewer's own words. */
  static final int MAX_TEXT = 31_000;

  /** The engine keeps fewer findings apart; beyond this, alerts may come twice. */
  private static final int MAX_REMEMBERED = 10_000;

  private final Supplier<EventSource> opener;
  private final Function<Finding, String> text;
  private final Map<String, String> said = new HashMap<>();
  private EventSource source;

  EventLogOutput(Supplier<EventSource> opener, Function<Finding, String> text) {
    this.opener = Objects.requireNonNull(opener, "opener");
    this.text = Objects.requireNonNull(text, "text");
  }

  /**
   * The event log of this machine; it is opened with the first alert.
   *
   * @param text of an event
   */
  public static EventLogOutput ofThisMachine(Function<Finding, String> text) {
    return new EventLogOutput(() -> WindowsEventSource.open(SOURCE), text);
  }

  /** False elsewhere than on Windows. */
  public static boolean isThere() {
    return WindowsEventSource.isThere();
  }

  /**
   * Writes an event.
   *
   * @throws IllegalStateException when the event log does not take it; the next one is tried
   */
  @Override
  public synchronized void finding(Finding finding) {
    if (finding.suppressed() != null || !isNews(finding)) {
      return;
    }
    if (source == null) {
      source = opener.get();
    }
    String words = text.apply(finding);
    source.report(
        type(finding.severity()),
        EventIds.of(finding.rule()),
        words.length() <= MAX_TEXT ? words : words.substring(0, MAX_TEXT) + "...");
  }

  private boolean isNews(Finding finding) {
    if (said.size() >= MAX_REMEMBERED) {
      said.clear();
    }
    String now = finding.severity() + " " + finding.count() + " " + finding.message();
    return !now.equals(said.put(finding.fingerprint(), now));
  }

  private static int type(Severity severity) {
    switch (severity) {
      case CRITICAL:
      case HIGH:
        return EventSource.ERROR;
      case MEDIUM:
        return EventSource.WARNING;
      default:
        return EventSource.INFORMATION;
    }
  }

  @Override
  public synchronized void close() {
    if (source != null) {
      source.close();
      source = null;
    }
  }
}
