package io.mapiaudit.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.Finding;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventStreamPropertyTest {

  private static String print(Finding f) {
    return String.join(
        "|",
        f.rule(),
        f.severity().label(),
        f.fingerprint(),
        Long.toString(f.count()),
        Long.toString(f.firstSeenMicros()),
        Long.toString(f.lastSeenMicros()),
        f.message(),
        f.stack().toString(),
        f.logonStack().toString(),
        f.originStack().toString(),
        String.valueOf(f.thread()),
        String.valueOf(f.expected()),
        String.valueOf(f.actual()));
  }

  private static List<String> replay(long seed, int events) {
    List<String> findings = new ArrayList<>();
    RuleEngine engine = new RuleEngine(f -> findings.add(print(f)));
    RandomEvents.play(seed, events, engine.run("a"), engine.run("b"));
    engine.finish();
    return findings;
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void anyStream_isReadWithoutErrorAndGivesTheSameFindingsAgain(long seed) {
    List<String> first = replay(seed, 20_000);
    assertThat(first).isNotEmpty().isEqualTo(replay(seed, 20_000));
  }

  @Test
  void endlessStream_keepsStateWithinItsBounds() {
    Profiles profiles = new Profiles();
    Findings findings = new Findings(f -> {});
    Subscriptions subscriptions = new Subscriptions();
    RuleCatalogue.all().forEach(rule -> rule.subscribe(subscriptions));
    Audit audit = new Audit(profiles, findings, subscriptions);
    RunAudit run = new RunAudit(audit, findings, subscriptions);
    RandomEvents.leak(80_000, run);
    assertThat(run.sizes().threads).isBetween(1, Threads.LIMIT);
    assertThat(run.sizes().objects).isBetween(1, ObjectTable.LIMIT);
    assertThat(run.sizes().sinks).isBetween(1, Sinks.LIMIT);
    assertThat(run.sizes().handOvers).isBetween(1, HandOvers.MAX_TASKS);
    assertThat(run.sizes().stacks).isBetween(1, StackMemory.LIMIT);
    assertThat(run.sizes().findings).isBetween(1, Findings.LIMIT + 100);
  }
}
