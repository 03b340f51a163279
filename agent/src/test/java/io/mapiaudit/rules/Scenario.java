package io.mapiaudit.rules;

import io.mapiaudit.model.AuditObserver;
import io.mapiaudit.model.Finding;
import io.mapiaudit.model.event.EventHandler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Tells the engine a story, one line per thing that happens, and keeps what it finds. Time passes
 * by a millisecond per event unless said otherwise.
 */
public final class Scenario {

  private final List<Finding> emitted = new ArrayList<>();
  private final RuleEngine engine;
  private final EventHandler witness;
  private final Map<String, ScenarioProcess> processes = new LinkedHashMap<>();
  private long micros = 1_700_000_000_000_000L;
  private long handles = 0x10000;

  public Scenario() {
    this(AuditObserver.NONE, new EventHandler() {}, finding -> {});
  }

  /** A story that others are told too: events before the engine, findings after they are kept. */
  public Scenario(AuditObserver observer, EventHandler witness, Consumer<Finding> listener) {
    this.engine = new RuleEngine(((Consumer<Finding>) emitted::add).andThen(listener), observer);
    this.witness = witness;
  }

  EventHandler witness() {
    return witness;
  }

  /** The process of a story that has only one; runs as the service account. */
  public ScenarioProcess process() {
    return process("p1");
  }

  /** A process, made when first named. */
  public ScenarioProcess process(String key) {
    return processes.computeIfAbsent(
        key, k -> new ScenarioProcess(this, engine.run(k), 1000 + processes.size()));
  }

  /** A thread of the one process. */
  public ScenarioThread thread(String name) {
    return process().thread(name);
  }

  /** Lets time pass without an event. */
  public Scenario after(long moreMicros) {
    micros += moreMicros;
    return this;
  }

  public long now() {
    return micros;
  }

  long nextMicros() {
    micros += 1_000;
    return micros;
  }

  long newHandle() {
    handles += 0x100;
    return handles;
  }

  /** No more events come: whoever has not ended was killed. */
  public Scenario finish() {
    engine.finish();
    return this;
  }

  /** Everything that was passed on, in order. */
  public List<Finding> emitted() {
    return emitted;
  }

  /** The latest state of every finding, in the order they were first raised. */
  public List<Finding> findings() {
    Map<String, Finding> latest = new LinkedHashMap<>();
    for (Finding finding : emitted) {
      latest.put(finding.run().pid() + "/" + finding.fingerprint(), finding);
    }
    return new ArrayList<>(latest.values());
  }

  /** The findings of one rule. */
  public List<Finding> findings(String rule) {
    List<Finding> found = findings();
    found.removeIf(finding -> !finding.rule().equals(rule));
    return found;
  }

  /** The one finding of a rule. */
  public Finding only(String rule) {
    List<Finding> found = findings(rule);
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " findings of " + rule + " among " + rules());
    }
    return found.get(0);
  }

  /** Ids of the rules that found something, in order, each once per finding. */
  public List<String> rules() {
    List<String> rules = new ArrayList<>();
    for (Finding finding : findings()) {
      rules.add(finding.rule());
    }
    return rules;
  }
}
