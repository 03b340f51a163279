package io.mapiaudit.cli;

import io.mapiaudit.journal.JournalProblem;
import io.mapiaudit.journal.JournalReader;
import io.mapiaudit.model.AuditObserver;
import io.mapiaudit.model.Finding;
import io.mapiaudit.model.event.Event;
import io.mapiaudit.model.event.EventHandler;
import io.mapiaudit.rules.RuleEngine;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Connects replay to the journal's reader and the rule engine. */
final class JournalRecordings {

  private final PrintStream err;
  private boolean corrupt;

  /**
   * Recordings.
   *
   * @param err is told where a journal stops making sense
   */
  JournalRecordings(PrintStream err) {
    this.err = err;
  }

  Replay replay() {
    return new Replay(this::open, EngineJudge::new, Progress.on(err));
  }

  /** True when something was passed over because it makes no sense. */
  boolean anyCorrupt() {
    return corrupt;
  }

  private void tell(JournalProblem problem) {
    corrupt = corrupt || problem.isCorruption();
    err.println(Terminal.printable("mapi-audit: " + problem.message()));
  }

  private Recording open(Path folder) throws IOException {
    JournalReader reader = JournalReader.open(folder, this::tell);
    return new Recording() {
      @Override
      public long bytes() {
        return reader.bytes();
      }

      @Override
      public long bytesRead() {
        return reader.bytesRead();
      }

      @Override
      public Event peek() throws IOException {
        return reader.peek();
      }

      @Override
      public Event next() throws IOException {
        return reader.next();
      }

      @Override
      public void close() throws IOException {
        reader.close();
      }
    };
  }

  /** The rule engine. */
  private static final class EngineJudge implements Judge {
    private final RuleEngine engine;

    EngineJudge(Consumer<Finding> findings, AuditObserver observer) {
      engine = new RuleEngine(findings, observer);
    }

    @Override
    public EventHandler run(String name) {
      return engine.run(name);
    }

    @Override
    public void finish() {
      engine.finish();
    }
  }
}
