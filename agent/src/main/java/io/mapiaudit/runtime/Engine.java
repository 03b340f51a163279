package io.mapiaudit.runtime;

import io.mapiaudit.identity.Naming;
import io.mapiaudit.journal.JournalTail;
import io.mapiaudit.journal.JournalWriter;
import io.mapiaudit.model.AuditObserver;
import io.mapiaudit.model.Finding;
import io.mapiaudit.model.event.EnvironmentObserved;
import io.mapiaudit.model.event.EventHandler;
import io.mapiaudit.output.OutputDispatcher;
import io.mapiaudit.rules.RuleEngine;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;

/**
 * The thread behind the journal: reads it as it grows, has the rules judge, and hands findings to
 * the outputs. The application's threads never wait for it.
 */
final class Engine {

  private static final String RUN = "live";
  private static final int BATCH = 10_000;
  private static final long IDLE_MILLIS = 100;
  private static final long STOP_SECONDS = 10;

  private final JournalWriter journal;
  private final JournalTail tail;
  private final RuleEngine rules;
  private final EventFan events;
  private final ReleaseWatch releases;
  private final AccountLookup accounts;
  private final OutputDispatcher outputs;
  private final ErrorLedger errors;
  private final JournalHealth health;
  private final RunDescription description;
  private final Chores chores;
  private final Logger logger;
  private final Thread thread;
  private volatile boolean stopping;

  Engine(
      JournalWriter journal,
      Naming naming,
      long releaseStallMicros,
      OutputDispatcher outputs,
      ErrorLedger errors,
      RunDescription description,
      TransportWatch transport,
      Counters counters,
      UnaryOperator<Finding> suppressions,
      Chores chores,
      RunMetrics metrics,
      Sweeper sweeper,
      AuditObserver observer,
      AuditedTests tests,
      Logger logger) {
    this.journal = journal;
    this.tail = journal.tail();
    this.outputs = outputs;
    this.errors = errors;
    this.description = description;
    this.chores = chores;
    this.logger = logger;
    this.health = new JournalHealth(journal, tail, logger);
    this.rules =
        new RuleEngine(
            raised -> {
              Finding finding = suppressions.apply(raised);
              counters.finding(finding);
              outputs.finding(finding);
            },
            new ObserverPair(observer, tests.observer()));
    this.releases = new ReleaseWatch(journal, releaseStallMicros, sweeper::releaseTakesLong);
    this.accounts = new AccountLookup(journal, naming, errors);
    EventHandler judge = rules.run(RUN);
    // The tests first: what an event belongs to has to be known when the rules judge it.
    this.events =
        new EventFan(
            errors,
            tests,
            judge,
            transport,
            releases,
            accounts,
            sweeper,
            counters,
            metrics.events());
    this.thread = new Thread(this::run, "mapi-audit-engine");
    this.thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Events that were recorded and that the rules have not been given. */
  long unanalysed() {
    return tail.unanalysed();
  }

  /** The finding with the accounts' names known by now. For the engine's thread. */
  Finding named(Finding finding) {
    return rules.named(RUN, finding);
  }

  /** Waits until the accounts that have been asked for are known, but no longer than that. */
  void awaitNames(long nanos) {
    long deadline = System.nanoTime() + nanos;
    while (!accounts.isIdle() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  /** Changes how long a release may take; the rules are told through the journal. */
  void releaseStall(Duration stall) {
    long micros = stall.toNanos() / 1_000;
    journal.environmentObserved(EnvironmentObserved.RELEASE_STALL, String.valueOf(micros));
    releases.stall(micros);
  }

  /** Ends the recording, judges what is left of it, and closes the outputs. */
  void stop() {
    try {
      accounts.close();
      closeJournal();
      thread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
      if (thread.isAlive()) {
        logger.warn("the end of the journal was not analysed in time; replay does it");
      }
    } catch (IOException failure) {
      errors.accept(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      stopping = true;
    }
  }

  /** Only when the end is recorded may the engine find nothing more and stop. */
  private void closeJournal() throws IOException {
    try {
      journal.close();
    } finally {
      // Not before: the engine would take a journal that is still to get its end for cut off.
      stopping = true;
    }
  }

  /** Waits for what {@link #stop} has not waited for; false when it has not ended in time. */
  boolean awaitEnd() throws InterruptedException {
    return accounts.awaitEnd() && !thread.isAlive();
  }

  private void run() {
    while (true) {
      // Read before polling: what was recorded before the end is then in this poll or the next.
      boolean last = stopping;
      int delivered = poll();
      if (delivered == 0) {
        if (last && isAtEnd()) {
          break;
        }
        idle();
      }
      health.check();
      chores.doDue(System.nanoTime());
      if (releases.isWatching()) {
        releases.check(journal.nowMicros());
      }
    }
    finish();
  }

  private int poll() {
    try {
      return tail.poll(events, BATCH);
    } catch (IOException | RuntimeException failure) {
      errors.accept(failure);
      return 1;
    }
  }

  /** A thread may still be filling a place that it claimed before the end of the run. */
  private boolean isAtEnd() {
    try {
      return tail.isAtEnd();
    } catch (IOException failure) {
      errors.accept(failure);
      return true;
    }
  }

  private void idle() {
    try {
      description.write();
      tail.awaitChange(IDLE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (IOException failure) {
      errors.accept(failure);
    }
  }

  private void finish() {
    try {
      rules.finish();
      if (!events.sawEntryPoint()) {
        logger.warn("no MAPI entry point was called: nothing was there to audit");
      }
      health.sumUp();
    } catch (RuntimeException failure) {
      errors.accept(failure);
    } finally {
      description.end();
      outputs.close();
    }
  }
}
