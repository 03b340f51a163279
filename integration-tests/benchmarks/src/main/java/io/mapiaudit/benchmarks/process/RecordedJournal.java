package io.mapiaudit.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A journal recorded for measurements, which goes with them. */
final class RecordedJournal implements AutoCloseable {

  /** What is done with a journal. */
  enum Task {
    REPLAY("replay", "replay --json"),
    HTML("report to HTML", "report -o report.html"),
    JSON("report to JSON", "report -o report.json");

    private final String label;
    private final String command;

    Task(String label, String command) {
      this.label = label;
      this.command = command;
    }

    String label() {
      return label;
    }
  }

  private final String agent;
  private final Path folder;

  private RecordedJournal(String agent, Path folder) {
    this.agent = agent;
    this.folder = folder;
  }

  /**
   * Records a journal.
   *
   * @param agent the agent's jar
   * @param classes class path of its tests
   * @param parent where the journal gets a folder
   * @param shape what it has much of, as {@code LargeJournalShape} reads it
   */
  static RecordedJournal of(
      String agent, String classes, Path parent, long events, List<String> shape)
      throws IOException, InterruptedException {
    RecordedJournal journal =
        new RecordedJournal(agent, Files.createTempDirectory(parent, "journal"));
    List<String> arguments = new ArrayList<>(Arrays.asList("-cp", classes));
    arguments.add("io.mapiaudit.journal.LargeJournal");
    arguments.add(journal.run().toString());
    arguments.add(String.valueOf(events));
    arguments.addAll(shape);
    Launch.Outcome recorded = Launch.run(Launch.java(arguments));
    if (recorded.code != 0) {
      journal.close();
      throw new IllegalStateException("recording ended with " + recorded.code);
    }
    return journal;
  }

  private Path run() {
    return folder.resolve("run");
  }

  /** Does this once, in a heap of 256 MiB, with more options of the JVM. */
  Launch.Outcome take(Task task, String... options) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(Arrays.asList(options));
    arguments.addAll(Arrays.asList("-Xmx256m", "-jar", agent));
    arguments.addAll(Arrays.asList(task.command.split(" ", -1)));
    arguments.add(run().toString());
    Launch.Outcome outcome = Launch.run(Launch.java(arguments).directory(folder.toFile()));
    // 1 tells of findings, which there are.
    if (outcome.code > 1) {
      throw new IllegalStateException(task.label + " ended with " + outcome.code);
    }
    return outcome;
  }

  @Override
  public void close() throws IOException {
    Launch.delete(folder);
  }
}
