package io.mapiaudit.runtime;

import io.mapiaudit.identity.AccountNames;
import io.mapiaudit.identity.Naming;
import io.mapiaudit.journal.JournalWriter;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.event.CallEntered;
import io.mapiaudit.model.event.CallReturned;
import io.mapiaudit.model.event.EventHandler;
import io.mapiaudit.model.event.RunStarted;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Has the account of every SID looked up that turns up in the journal, on a thread of its own, and
 * writes what it finds into the journal.
 */
final class AccountLookup implements EventHandler, AutoCloseable {

  /** SIDs asked about; those beyond keep showing as SIDs. */
  private static final int MAX_SIDS = 10_000;

  private static final long END_SECONDS = 10;

  private final JournalWriter journal;
  private final Naming naming;
  private final Consumer<Throwable> failures;
  private final Set<String> asked = new HashSet<>();
  private final AtomicInteger open = new AtomicInteger();
  private final ThreadPoolExecutor executor;

  AccountLookup(JournalWriter journal, Naming naming, Consumer<Throwable> failures) {
    this(journal, naming, failures, new ArrayBlockingQueue<>(MAX_SIDS));
  }

  AccountLookup(
      JournalWriter journal,
      Naming naming,
      Consumer<Throwable> failures,
      BlockingQueue<Runnable> queue) {
    this.journal = journal;
    this.naming = naming;
    this.failures = failures;
    this.executor =
        new ThreadPoolExecutor(
            0,
            1,
            10,
            TimeUnit.SECONDS,
            queue,
            work -> {
              Thread thread = new Thread(work, "mapi-audit-accounts");
              thread.setDaemon(true);
              return thread;
            },
            // There is room for all that are ever asked; none is when the run ends.
            (refused, ended) -> open.decrementAndGet());
  }

  @Override
  public void on(RunStarted event) {
    ask(event.run().processIdentity());
  }

  @Override
  public void on(CallEntered event) {
    ask(event.identity());
  }

  @Override
  public void on(CallReturned event) {
    if (event.identity() != null) {
      ask(event.identity());
    }
  }

  private void ask(Identity identity) {
    if (identity.isKnown() && asked.size() < MAX_SIDS && asked.add(identity.sid())) {
      open.incrementAndGet();
      executor.execute(() -> lookUp(identity.sid()));
    }
  }

  private void lookUp(String sid) {
    try {
      String account = AccountNames.lookup(sid, naming);
      if (!account.equals(io.mapiaudit.model.NamedIdentity.UNKNOWN_ACCOUNT)) {
        journal.accountNamed(sid, account);
      }
    } catch (RuntimeException | Error failure) {
      failures.accept(failure);
    } finally {
      open.decrementAndGet();
    }
  }

  /** True when every look-up that was asked for so far has been answered or given up. */
  boolean isIdle() {
    // Not the executor's own numbers: what its thread has just taken is in none of them.
    return open.get() == 0;
  }

  @Override
  public void close() {
    open.addAndGet(-executor.shutdownNow().size());
  }

  /** Waits for a look-up in progress; false when it has not ended in time. */
  boolean awaitEnd() throws InterruptedException {
    return executor.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
  }
}
