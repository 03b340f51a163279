package io.mapiaudit.rules;

import io.mapiaudit.model.AuditObserver;
import io.mapiaudit.model.Finding;
import io.mapiaudit.model.event.EventHandler;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Turns events into findings. A pure function of the event stream: no I/O, no clock, no thread of
 * its own; not safe for use by several threads at once.
 */
public final class RuleEngine {

  /**
   * Time left to the recorder, once a release counts as stalled, to look at what it may wait for
   * and to sample stacks: without a tick it is reported only then.
   */
  public static final long SAMPLING_GRACE_MICROS = 1_000_000;

  private final Consumer<Finding> listener;
  private final AuditObserver observer;
  private final Subscriptions subscriptions = new Subscriptions();
  private final Profiles profiles = new Profiles();
  private final Map<String, RunAudit> runs = new LinkedHashMap<>();

  /**
   * An engine with all rules of the catalogue.
   *
   * @param listener gets a finding when it is first raised or becomes graver, when its count
   *     reaches a power of ten, and once more when its run ends
   */
  public RuleEngine(Consumer<Finding> listener) {
    this(listener, AuditObserver.NONE);
  }

  /** An engine that also tells an observer what it learns on the way. */
  public RuleEngine(Consumer<Finding> listener, AuditObserver observer) {
    this.listener = Objects.requireNonNull(listener, "listener");
    this.observer = Objects.requireNonNull(observer, "observer");
    for (Rule rule : RuleCatalogue.all()) {
      rule.subscribe(subscriptions);
    }
  }

  /**
   * The handler for the events of one run. Events of a run must come in the order of their sequence
   * numbers; several runs may be fed in turn, merged by time, so that rules that look across
   * processes see them side by side.
   *
   * @param runKey tells runs apart; the same key gives the same handler
   */
  public EventHandler run(String runKey) {
    return runs.computeIfAbsent(
        runKey,
        key -> {
          Findings findings = new Findings(listener, observer);
          return new RunAudit(
              new Audit(profiles, findings, subscriptions, observer), findings, subscriptions);
        });
  }

  /** A finding of a run with the account names that have become known since it was raised. */
  public Finding named(String runKey, Finding finding) {
    RunAudit run = runs.get(runKey);
    return run == null ? finding : run.named(finding);
  }

  /**
   * There are no more events: runs without {@link io.mapiaudit.model.event.RunEnded} are judged as
   * ended abruptly. May be called more than once.
   */
  public void finish() {
    for (RunAudit run : runs.values()) {
      run.finish();
    }
  }
}
