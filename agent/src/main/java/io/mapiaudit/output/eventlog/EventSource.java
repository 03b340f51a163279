package io.mapiaudit.output.eventlog;

/** A source of events in the Windows event log. */
interface EventSource extends AutoCloseable {

  /** Types of events, by the values that ReportEventW takes. */
  int ERROR = 1;

  int WARNING = 2;
  int INFORMATION = 4;

  /**
   * Writes an event.
   *
   * @param type one of the constants here
   * @param text up to {@link EventLogOutput#MAX_TEXT} characters
   * @throws IllegalStateException with the system's error code when it is not taken
   */
  void report(int type, int eventId, String text);

  @Override
  void close();
}
