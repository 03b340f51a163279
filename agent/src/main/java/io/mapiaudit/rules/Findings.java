package io.mapiaudit.rules;

import io.mapiaudit.model.AuditObserver;
import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Stack;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The findings of a run: one per fingerprint, counted, passed on when there is news. */
final class Findings {

  /** Beyond this many, new places of a rule are counted under the entry point alone. */
  static final int LIMIT = 4_096;

  private static final int REMEMBERED_STACKS = 8_192;

  private final Consumer<Finding> listener;
  private final AuditObserver observer;
  private final Map<String, Entry> byFingerprint = new LinkedHashMap<>();
  private final Map<Key, Entry> byPlace = BoundedMap.keepingLatestUsed(REMEMBERED_STACKS);

  Findings(Consumer<Finding> listener) {
    this(listener, AuditObserver.NONE);
  }

  Findings(Consumer<Finding> listener, AuditObserver observer) {
    this.listener = listener;
    this.observer = observer;
  }

  /**
   * Counts a finding, and builds it only when it is new.
   *
   * @param stack where it happened, identifies the defect together with the rule
   * @param entryPoint identifies it when there is no stack
   * @param variant a higher one than before replaces the text; what is then graver is passed on
   */
  void raise(
      RuleInfo rule,
      Stack stack,
      EntryPoint entryPoint,
      int variant,
      long nowMicros,
      Supplier<Finding.Builder> draft) {
    Key place = new Key(rule, stack.isEmpty() ? entryPoint : stack);
    Entry entry = byPlace.get(place);
    if (entry == null) {
      entry = find(rule, stack, entryPoint);
      byPlace.put(place, entry);
    }
    entry.count++;
    entry.lastMicros = Math.max(nowMicros, entry.lastMicros);
    if (entry.finding == null) {
      entry.firstMicros = nowMicros;
      entry.lastMicros = nowMicros;
      entry.write(draft.get(), variant);
      listener.accept(entry.current());
    } else if (variant > entry.variant) {
      Finding before = entry.finding;
      entry.write(draft.get(), variant);
      if (entry.finding.severity().compareTo(before.severity()) > 0) {
        listener.accept(entry.current());
      }
    }
    if (entry.count == entry.nextReport) {
      entry.nextReport *= 10;
      listener.accept(entry.current());
    }
    // Last: who listens may have said meanwhile that it is suppressed.
    observer.raised(entry.fingerprint, rule.id(), entry.finding.severity());
    String fingerprint = entry.fingerprint;
    observer.occurred(
        variant, () -> draft.get().fingerprint(fingerprint).seen(nowMicros, nowMicros).build());
  }

  private Entry find(RuleInfo rule, Stack stack, EntryPoint entryPoint) {
    String fingerprint = Fingerprint.of(rule.id(), stack, entryPoint);
    Entry entry = byFingerprint.get(fingerprint);
    if (entry == null && byFingerprint.size() >= LIMIT) {
      fingerprint = Fingerprint.of(rule.id(), Stack.EMPTY, entryPoint);
      entry = byFingerprint.get(fingerprint);
    }
    if (entry == null) {
      entry = new Entry(fingerprint);
      byFingerprint.put(fingerprint, entry);
    }
    return entry;
  }

  /** Passes every finding on a last time, completed with what became known since. */
  void finish(UnaryOperator<Finding> completion) {
    for (Entry entry : byFingerprint.values()) {
      listener.accept(completion.apply(entry.current()));
    }
  }

  int size() {
    return byFingerprint.size();
  }

  private static final class Entry {
    private final String fingerprint;
    private Finding finding;
    private int variant;
    private long count;
    private long nextReport = 10;
    private long firstMicros;
    private long lastMicros;

    Entry(String fingerprint) {
      this.fingerprint = fingerprint;
    }

    void write(Finding.Builder draft, int newVariant) {
      finding = draft.fingerprint(fingerprint).build();
      variant = newVariant;
    }

    Finding current() {
      return finding.toBuilder().count(count).seen(firstMicros, lastMicros).build();
    }
  }

  /** A rule and a stack, or an entry point where there is no stack. */
  private static final class Key {
    private final RuleInfo rule;
    private final Object place;

    Key(RuleInfo rule, Object place) {
      this.rule = rule;
      this.place = place;
    }

    @Override
    public boolean equals(Object other) {
      if (!(other instanceof Key) || rule != ((Key) other).rule) {
        return false;
      }
      Object that = ((Key) other).place;
      return place == that || (place != null && place.equals(that));
    }

    @Override
    public int hashCode() {
      return 31 * rule.id().hashCode() + (place == null ? 0 : place.hashCode());
    }
  }
}
