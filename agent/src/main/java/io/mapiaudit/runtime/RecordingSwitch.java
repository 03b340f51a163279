package io.mapiaudit.runtime;

import io.mapiaudit.boot.Probe;
import io.mapiaudit.capture.Capture;
import io.mapiaudit.journal.JournalWriter;
import org.slf4j.Logger;

/**
 * Switches recording off and on while the application runs. Off, the hooks stay and cost a volatile
 * read each; the journal tells when and why it was off, so that live and in replay the rules forget
 * what they could not follow.
 */
final class RecordingSwitch {

  private final Capture capture;
  private final JournalWriter journal;
  private final Logger logger;
  private boolean on = true;
  private boolean closed;
  private String reason = "start";

  RecordingSwitch(Capture capture, JournalWriter journal, Logger logger) {
    this.capture = capture;
    this.journal = journal;
    this.logger = logger;
  }

  /** Begins with recording on or off. */
  synchronized void begin(boolean recording) {
    if (recording) {
      Probe.install(capture);
    } else {
      switchOff("configuration");
    }
  }

  synchronized boolean isOn() {
    return on;
  }

  /** Who or what switched it last, a short phrase. */
  synchronized String reason() {
    return reason;
  }

  /**
   * Switches recording off.
   *
   * @return false when it was off
   */
  synchronized boolean off(String why) {
    if (!on || closed) {
      return false;
    }
    switchOff(why);
    return true;
  }

  private void switchOff(String why) {
    Probe.suspend(capture);
    if (!capture.pause()) {
      logger.warn("recording was switched off while a thread was still at work in the agent");
    }
    journal.recordingSwitched(false, why);
    on = false;
    reason = why;
    logger.warn("recording is off ({}): nothing is audited until it is switched on", why);
  }

  /**
   * Switches recording on.
   *
   * @return false when it was on
   * @throws IllegalStateException when the run is over, or a thread has not come out of the agent
   *     since recording was switched off
   */
  synchronized boolean on(String why) {
    if (closed) {
      throw new IllegalStateException("recording cannot be switched on: the run has ended");
    }
    if (on) {
      return false;
    }
    if (!capture.forget()) {
      throw new IllegalStateException(
          "recording cannot be switched on: a thread is still at work in the agent since it was"
              + " switched off. Fix: try again in a while");
    }
    journal.recordingSwitched(true, why);
    capture.resume();
    Probe.install(capture);
    on = true;
    reason = why;
    logger.info(
        "recording is on ({}); sessions and threads from before are followed from their next"
            + " logon or call on",
        why);
    return true;
  }

  /** Takes the probe away for good: nobody can switch recording on any more. */
  synchronized void close() {
    closed = true;
    Probe.install(null);
  }
}
