package io.mapiaudit.runtime;

import io.mapiaudit.journal.JournalTail;
import io.mapiaudit.journal.JournalWriter;
import org.slf4j.Logger;

/**
 * Tells the agent's log what went wrong with the journal's files, and at the end what is missing.
 */
final class JournalHealth {

  private final JournalWriter journal;
  private final JournalTail tail;
  private final Logger logger;
  private boolean told;

  JournalHealth(JournalWriter journal, JournalTail tail, Logger logger) {
    this.journal = journal;
    this.tail = tail;
    this.logger = logger;
  }

  /** Tells of the first trouble with files, once: on a full disk it comes back all the time. */
  void check() {
    String failure = told ? null : journal.lastFailure();
    if (failure != null) {
      told = true;
      logger.warn("the journal has trouble with its files, recording goes on: {}", failure);
    }
  }

  /** Tells what is missing from the journal and from the findings. */
  void sumUp() {
    check();
    if (tail.unanalysed() > 0 || journal.lostEvents() > 0) {
      logger.warn(
          "{} event(s) were not analysed, {} could not be recorded",
          tail.unanalysed(),
          journal.lostEvents());
    }
    if (journal.deletedEvents() > 0) {
      logger.warn(
          "{} event(s) in the oldest segments were dropped to make room; raise journal.max-size or"
              + " free the disk to keep more",
          journal.deletedEvents());
    }
  }
}
