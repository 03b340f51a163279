package io.mapiaudit.runtime;

import io.mapiaudit.capture.Capture;
import io.mapiaudit.config.AgentConfig;
import io.mapiaudit.journal.JournalWriter;
import io.mapiaudit.model.Severity;
import io.mapiaudit.output.log.ApplicationLog;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.slf4j.Logger;

/** What can be changed about a run while it goes on, and what keeps watch over it. */
final class RunControl {

  private final Capture capture;
  private final Logger logger;
  private final ApplicationLog applicationLog;
  private final RecordingSwitch recording;
  private final Overhead overhead;
  private final Watchdog watchdog;

  /**
   * Control over a run.
   *
   * @param applicationLog null when nothing goes there
   */
  RunControl(
      AgentConfig config,
      Capture capture,
      JournalWriter journal,
      ApplicationLog applicationLog,
      Logger logger) {
    this.capture = capture;
    this.logger = logger;
    this.applicationLog = applicationLog;
    this.recording = new RecordingSwitch(capture, journal, logger);
    // The start has a thread group of its own, which all threads of the run come to be in.
    ThreadGroup own = Thread.currentThread().getThreadGroup();
    this.overhead = new Overhead(new OwnCpu(own), capture.probeTime()::totalNanos);
    this.watchdog =
        new Watchdog(
            overhead,
            recording::isOn,
            recording::off,
            config.overheadMax(),
            this::alarm,
            System::nanoTime);
  }

  private void alarm(String sentence) {
    logger.warn(sentence);
    System.err.println("mapi-audit: " + sentence);
    if (applicationLog != null) {
      // The rules wait for this thread, and the application's logging may block.
      Thread teller =
          new Thread(() -> applicationLog.say(Severity.MEDIUM, sentence), "mapi-audit-alarm");
      teller.setDaemon(true);
      teller.start();
    }
  }

  /** Begins to record, or not to; and to watch. */
  void begin(boolean record, Chores chores) {
    recording.begin(record);
    chores.add(watchdog);
  }

  RecordingSwitch recording() {
    return recording;
  }

  Overhead overhead() {
    return overhead;
  }

  Watchdog watchdog() {
    return watchdog;
  }

  /** Adds what {@code status} tells of it. */
  void describe(Map<String, Object> status) {
    Map<String, Object> recorded = new LinkedHashMap<>();
    recorded.put("on", recording.isOn());
    recorded.put("by", recording.reason());
    status.put("recording", recorded);
    Map<String, Object> cost = new LinkedHashMap<>();
    OptionalDouble max = watchdog.max();
    cost.put("share", overhead.share());
    cost.put("max", max.isPresent() ? (Object) max.getAsDouble() : null);
    cost.put("probeNanos", capture.probeTime().totalNanos());
    status.put("overhead", cost);
  }

  /** Ends recording for good. */
  void close() {
    recording.close();
  }
}
