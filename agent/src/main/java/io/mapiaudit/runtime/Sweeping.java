package io.mapiaudit.runtime;

import io.mapiaudit.config.AgentConfig;
import io.mapiaudit.identity.Environment;
import io.mapiaudit.identity.ProcessThreads;
import io.mapiaudit.identity.Registry;
import io.mapiaudit.identity.TokenReader;
import io.mapiaudit.journal.JournalWriter;
import io.mapiaudit.model.DefectiveMapi;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Begins what can be looked at on this system. */
final class Sweeping {

  private Sweeping() {}

  /**
   * Begins it.
   *
   * @return what is known of the machine, null when it is not a Windows one
   */
  static MachineFacts begin(
      Sweeper sweeper, AgentConfig config, TokenReader tokens, JournalWriter journal) {
    Optional<Registry> registry = Environment.registry();
    if (!registry.isPresent()) {
      sweeper.off("that is for Windows only");
      return null;
    }
    Set<String> modules = new TreeSet<>(config.sweepModules());
    modules.addAll(DefectiveMapi.files());
    MachineFacts facts =
        MachineFacts.here(registry.get(), modules, journal, tokens.naming(), tokens.process());
    ProcessThreads threads = config.sweepInterval().isZero() ? null : open(sweeper, tokens);
    NativeSweep sweep =
        threads == null
            ? null
            : new NativeSweep(threads, journal, tokens.naming(), config.sweepModules());
    if (config.sweepInterval().isZero()) {
      sweeper.off("sweep.interval is 0");
    }
    sweeper.start(facts, sweep, threads);
    return facts;
  }

  private static ProcessThreads open(Sweeper sweeper, TokenReader tokens) {
    try {
      return ProcessThreads.open(tokens);
    } catch (IllegalStateException unable) {
      sweeper.off(String.valueOf(unable.getMessage()));
      return null;
    }
  }
}
