package io.mapiaudit.runtime;

import io.mapiaudit.instrument.HookReport;
import io.mapiaudit.output.jsonl.RunJson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;

/** Keeps {@code run.json} up to date with what has been hooked. */
final class RunDescription {

  private final RunJson description;
  private final Path file;
  private final HookReport hooks;
  private final Consumer<Throwable> failures;
  private final TransportWatch transport;
  private volatile MachineFacts machine;
  private int written = -1;

  RunDescription(
      RunJson description,
      Path file,
      HookReport hooks,
      TransportWatch transport,
      Consumer<Throwable> failures) {
    this.description = description;
    this.file = file;
    this.hooks = hooks;
    this.transport = transport;
    this.failures = failures;
  }

  /** What is known of the machine; null for nothing. */
  void machine(MachineFacts facts) {
    machine = facts;
  }

  /** Writes the file when there is something new to tell. */
  void write() {
    int known = changes();
    if (known != written) {
      writeNow(known);
    }
  }

  /** Writes the file for the last time, with when the run ended. */
  void end() {
    Instant now = Instant.now();
    description.ended(now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000);
    writeNow(changes());
  }

  private int changes() {
    MachineFacts facts = machine;
    return hooks.changes() + transport.changes() + (facts == null ? 0 : facts.changes());
  }

  private void writeNow(int known) {
    MachineFacts facts = machine;
    if (facts != null) {
      description.environment(facts.describe());
    }
    transport.describe(description);
    try {
      description.hooked(hooks.hooked()).problems(hooks.problems()).write(file);
      written = known;
    } catch (IOException failure) {
      failures.accept(failure);
    }
  }
}
