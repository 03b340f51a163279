package io.mapiaudit.runtime;

import io.mapiaudit.identity.Naming;
import io.mapiaudit.identity.ThreadFacts;
import io.mapiaudit.identity.ThreadSource;
import io.mapiaudit.journal.JournalWriter;
import io.mapiaudit.journal.Ref;
import io.mapiaudit.journal.SweepRecords;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.ThreadInfo;
import io.mapiaudit.model.event.NativeThreadSeen;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * Compares the threads there are with those of the sweep before, and records what is new of native
 * ones. Where a thread began is asked once in its life; each sweep reads its token only. For one
 * thread at a time.
 */
final class NativeSweep {

  /**
   * Where the JVM's threads begin: in the C runtime's start of a thread, the JVM or its launcher.
   * Another library's threads that begin in the C runtime cannot be told from them.
   */
  private static final Pattern OF_JVM =
      Pattern.compile(
          "(?:jvm|jli|j9\\w*|ucrtbased?|msvcrt|msvcr\\d+d?|vcruntime\\w*)\\.dll|javaw?\\.exe");

  private final ThreadSource source;
  private final JournalWriter journal;
  private final SweepRecords records;
  private final Naming naming;
  private final Set<String> modules;
  private final LongSupplier clock;
  private final Map<Long, Known> known = new HashMap<>();
  private int lastId;
  private int told;
  private long number;
  private long impersonating;
  private long failed;
  private volatile int threads;
  private volatile int nativeThreads;
  private volatile long unreadable;

  NativeSweep(
      ThreadSource source, JournalWriter journal, Naming naming, Collection<String> modules) {
    this(source, journal, naming, modules, System::nanoTime);
  }

  /** With a clock, nanoseconds, by which it tells how long it took. */
  NativeSweep(
      ThreadSource source,
      JournalWriter journal,
      Naming naming,
      Collection<String> modules,
      LongSupplier clock) {
    this.source = source;
    this.journal = journal;
    this.records = journal.sweep();
    this.naming = naming;
    this.modules = new HashSet<>(modules);
    this.clock = clock;
  }

  /**
   * Looks at every thread once.
   *
   * @return how long that took, nanoseconds
   * @throws IllegalStateException when threads cannot be listed
   */
  long sweep() {
    long start = clock.getAsLong();
    number++;
    impersonating = 0;
    failed = 0;
    long now = journal.nowMicros();
    source.list((osId, bornMicros) -> look(osId, bornMicros, now));
    forgetEnded();
    threads = known.size();
    nativeThreads = told;
    unreadable = failed;
    long nanos = clock.getAsLong() - start;
    records.swept(known.size(), impersonating, nanos);
    return nanos;
  }

  /** Forgets what was told: the next sweep tells of every native thread anew. */
  void startOver() {
    known.clear();
    told = 0;
  }

  /** What the last sweep saw, for {@code status}; by any thread. */
  void describe(Map<String, Object> fields) {
    fields.put("threads", threads);
    fields.put("nativeThreads", nativeThreads);
    fields.put("unreadable", unreadable);
  }

  private void look(long osId, long bornMicros, long now) {
    Known thread = known.get(osId);
    if (thread == null || thread.bornMicros != bornMicros) {
      if (thread != null) {
        ended(thread);
      }
      thread = new Known(bornMicros);
      known.put(osId, thread);
    }
    if (!thread.isLocated) {
      locate(osId, thread);
    }
    Identity identity = source.identity(osId);
    impersonating += identity.isImpersonating() && identity.isKnown() ? 1 : 0;
    failed += identity.isKnown() ? 0 : 1;
    thread.sweep = number;
    thread.lastSeenMicros = now;
    if (thread.facts != null && identity.isKnown() && !isSame(identity, thread.identity)) {
      thread.identity = identity;
      seen(osId, thread);
    }
  }

  /** Wine tells where a thread begins only once it runs: what has no address is asked again. */
  private void locate(long osId, Known thread) {
    ThreadFacts facts = source.facts(osId).orElse(null);
    thread.isLocated = facts == null || facts.startAddress() != 0 || thread.isAsked;
    thread.isAsked = true;
    if (thread.isLocated && facts != null && isNative(facts)) {
      thread.facts = facts;
    }
  }

  private boolean isNative(ThreadFacts facts) {
    return modules.contains(facts.module()) || !OF_JVM.matcher(facts.module()).matches();
  }

  private static boolean isSame(Identity identity, Identity before) {
    return before != null
        && identity.sid().equals(before.sid())
        && identity.source() == before.source();
  }

  private void seen(long osId, Known thread) {
    ThreadFacts facts = thread.facts;
    if (thread.info == null) {
      String description = source.description(osId);
      String name =
          description.isEmpty()
              ? NativeThreadSeen.start(facts.module(), facts.startAddress(), facts.moduleBase())
              : naming.thread(description);
      told++;
      thread.info = journal.intern(new ThreadInfo(--lastId, name, 0, osId, false, false));
    }
    records.seen(
        thread.info,
        journal.intern(thread.identity),
        journal.intern(facts.module()),
        facts.startAddress(),
        facts.moduleBase(),
        thread.bornMicros,
        modules.contains(facts.module()));
  }

  private void forgetEnded() {
    for (Iterator<Known> all = known.values().iterator(); all.hasNext(); ) {
      Known thread = all.next();
      if (thread.sweep != number) {
        ended(thread);
        all.remove();
      }
    }
  }

  private void ended(Known thread) {
    if (thread.info != null) {
      told--;
      records.ended(thread.info, thread.lastSeenMicros);
    }
  }

  /** What is known of a thread; facts and info are null for one of the JVM's. */
  private static final class Known {
    private final long bornMicros;
    private boolean isAsked;
    private boolean isLocated;
    private ThreadFacts facts;
    private Ref<ThreadInfo> info;
    private Identity identity;
    private long sweep;
    private long lastSeenMicros;

    Known(long bornMicros) {
      this.bornMicros = bornMicros;
    }
  }
}
