package io.mapiaudit.benchmarks.journal;

import java.nio.file.Path;

/** The ways to record that are compared. */
public enum Way {
  JOURNAL,
  JFR,
  LOGBACK,
  COPY;

  /** The agent's is not on the class path of the compiler; its part of this is compiled apart. */
  private static final String AGENTS = "io.mapiaudit.benchmarks.journal.AgentJournal";

  /** Begins, in a folder that is empty. */
  Appender open(Path folder) throws Exception {
    switch (this) {
      case JOURNAL:
        return Class.forName(AGENTS)
            .asSubclass(Appender.class)
            .getConstructor(Path.class)
            .newInstance(folder);
      case JFR:
        return new JfrEvents();
      case LOGBACK:
        return new LogbackAsync(folder);
      default:
        return new BareCopy(folder);
    }
  }
}
