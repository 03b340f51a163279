package io.mapiaudit.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.journal.JournalWriter;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.RunInfo;
import io.mapiaudit.model.Transport;
import io.mapiaudit.output.log.AgentLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalHealthTest {

  private static final long MIB = 1 << 20;
  private static final Identity SERVICE =
      new Identity("S-1-5-18", Identity.Source.PROCESS, Identity.Level.NONE, 1, 2, 0);
  private static final RunInfo RUN =
      new RunInfo(1, "host", "0.1.0", 1_700_000_000_000_000L, SERVICE, Transport.UNKNOWN, 30);

  @TempDir Path folder;

  @Test
  void a_whole_journal_is_not_worth_a_word() throws IOException {
    try (AgentLog log = AgentLog.open(folder);
        JournalWriter journal = journal()) {
      journal.tick();
      new JournalHealth(journal, journal.tail(), log.logger("agent")).sumUp();
    }
    assertThat(logged()).isEmpty();
  }

  @Test
  void what_the_bound_dropped_is_told_with_the_remedy() throws IOException {
    try (AgentLog log = AgentLog.open(folder);
        JournalWriter journal = journal()) {
      while (journal.deletedEvents() == 0) {
        if (journal.tick() == 0) {
          LockSupport.parkNanos(50_000);
        }
      }
      new JournalHealth(journal, journal.tail(), log.logger("agent")).sumUp();
    }
    assertThat(logged())
        .containsPattern("[1-9]\\d* event\\(s\\) in the oldest segments were dropped")
        .contains("raise journal.max-size");
  }

  private JournalWriter journal() throws IOException {
    return JournalWriter.open(folder.resolve("run"), RUN, MIB);
  }

  private String logged() throws IOException {
    byte[] all = Files.readAllBytes(folder.resolve("agent.log"));
    return new String(all, StandardCharsets.UTF_8);
  }
}
