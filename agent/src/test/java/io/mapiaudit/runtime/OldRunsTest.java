package io.mapiaudit.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.journal.JournalWriter;
import io.mapiaudit.output.SampleFindings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.helpers.NOPLogger;

class OldRunsTest {

  @TempDir Path dir;
  private Path own;

  @BeforeEach
  void thisRun() throws IOException {
    own = ended("9-20260105T000000Z");
  }

  @Test
  void the_newest_ended_runs_stay_whatever_their_process_ids_are() throws IOException {
    ended("400-20260101T000000Z");
    ended("30-20260102T000000Z");
    ended("30-20260102T000000Z-2");
    ended("5-20260103T000000Z");

    delete(2);

    assertThat(folders())
        .containsExactly("30-20260102T000000Z-2", "5-20260103T000000Z", "9-20260105T000000Z");
  }

  @Test
  void zero_keeps_all() throws IOException {
    ended("400-20260101T000000Z");
    ended("30-20260102T000000Z");

    delete(0);

    assertThat(folders()).hasSize(3);
  }

  @Test
  void run_that_is_being_recorded_is_neither_deleted_nor_counted() throws IOException {
    Path live = ended("1-20250101T000000Z");
    ended("2-20260101T000000Z");
    ended("3-20260102T000000Z");
    try (JournalWriter recorder = JournalWriter.open(live, SampleFindings.RUN, 1 << 20)) {
      assertThat(recorder.bytesOnDisk()).isPositive();

      delete(1);

      assertThat(folders())
          .containsExactly("1-20250101T000000Z", "3-20260102T000000Z", "9-20260105T000000Z");
      assertThat(live.resolve("run.json")).exists();
    }
  }

  @Test
  void run_of_a_dead_process_stays_until_its_end_was_read() throws IOException {
    Path dead = ended("1-20250101T000000Z");
    Files.createFile(dead.resolve("journal-00000001.maj"));
    Files.createFile(dead.resolve("journal.lock"));
    ended("3-20260102T000000Z");

    delete(1);
    assertThat(folders()).contains("1-20250101T000000Z");

    Files.delete(dead.resolve("journal.lock"));
    delete(1);
    assertThat(folders()).containsExactly("3-20260102T000000Z", "9-20260105T000000Z");
  }

  @Test
  void what_is_not_the_agent_s_stays() throws IOException {
    Files.createDirectory(dir.resolve("backup"));
    Files.createDirectory(dir.resolve("7-20250101T000000Z")); // no run.json: just beginning
    Path withFolder = ended("8-20250102T000000Z");
    Files.createDirectories(withFolder.resolve("notes"));
    Path target = ended("11-20250104T000000Z-copy");
    Files.createSymbolicLink(dir.resolve("6-20250101T000000Z"), target);
    ended("3-20260102T000000Z");

    delete(1);

    assertThat(folders())
        .contains(
            "backup",
            "7-20250101T000000Z",
            "8-20250102T000000Z",
            "6-20250101T000000Z",
            "11-20250104T000000Z-copy");
    assertThat(withFolder.resolve("findings.jsonl")).exists();
    assertThat(target.resolve("findings.jsonl")).exists();
  }

  private void delete(int keep) throws IOException {
    new OldRuns(own, keep, NOPLogger.NOP_LOGGER).deleteSurplus();
  }

  private Path ended(String name) throws IOException {
    Path folder = Files.createDirectory(dir.resolve(name));
    for (String file : new String[] {"run.json", "findings.jsonl", "agent.log", "agent.log.1"}) {
      Files.createFile(folder.resolve(file));
    }
    return folder;
  }

  private List<String> folders() throws IOException {
    try (Stream<Path> all = Files.list(dir)) {
      return all.map(path -> path.getFileName().toString()).sorted().collect(Collectors.toList());
    }
  }
}
