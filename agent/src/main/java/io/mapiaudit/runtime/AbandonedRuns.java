package io.mapiaudit.runtime;

import io.mapiaudit.journal.JournalReader;
import io.mapiaudit.model.Finding;
import io.mapiaudit.model.event.Event;
import io.mapiaudit.model.event.EventHandler;
import io.mapiaudit.output.Output;
import io.mapiaudit.output.jsonl.LineFormat;
import io.mapiaudit.rules.RuleEngine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;

/**
 * Ends what processes that died have left behind in the same directory: their journals are judged
 * to the end, their {@code findings.jsonl} gets the lines that are missing, and this run's log is
 * told when one died while impersonating. Each is done once. Then old runs are deleted.
 */
final class AbandonedRuns {

  private static final long STOP_MILLIS = 10_000;

  /** So long a process may be kept from its end; what is left then is left to the next run. */
  private static final long SHUTDOWN_MILLIS = 5_000;

  private static final String RULE = "ended-abruptly-while-impersonating";

  private final Path own;
  private final Output alerts;
  private final LineFormat format;
  private final OldRuns oldRuns;
  private final UnaryOperator<Finding> suppressions;
  private final Consumer<Throwable> failures;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean stopping;
  private Thread thread;

  /**
   * Abandoned runs beside this one.
   *
   * @param own folder of this run
   * @param suppressions marks findings that are suppressed
   * @param alerts is given the findings that say a process died while impersonating
   * @param format of the lines of a run that has none yet; others are continued in theirs
   * @param oldRuns are deleted when all that died have been ended
   */
  AbandonedRuns(
      Path own,
      Output alerts,
      UnaryOperator<Finding> suppressions,
      LineFormat format,
      OldRuns oldRuns,
      Consumer<Throwable> failures) {
    this.own = own;
    this.alerts = alerts;
    this.suppressions = suppressions;
    this.format = format;
    this.oldRuns = oldRuns;
    this.failures = failures;
  }

  /** Those beside this run, with how many of them are kept. */
  static AbandonedRuns of(
      Path own,
      int runsKept,
      RunOutputs outputs,
      UnaryOperator<Finding> suppressions,
      Logger logger,
      Consumer<Throwable> failures) {
    OldRuns oldRuns = new OldRuns(own, runsKept, logger);
    return new AbandonedRuns(
        own, outputs.late(), suppressions, outputs.format(), oldRuns, failures);
  }

  /** Goes through the folders on a thread of its own: start-up does not wait for it. */
  void endInBackground() {
    thread = new Thread(this::end, "mapi-audit-abandoned-runs");
    thread.setDaemon(true);
    thread.start();
  }

  /** Stops after the run that is being ended; waits for it. */
  void stop() throws InterruptedException {
    stopping = true;
    thread.join(STOP_MILLIS);
  }

  /** Waits for a while until all that died have been ended, so that brief processes do it too. */
  void awaitEnded() {
    try {
      ended.await(SHUTDOWN_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  void end() {
    try {
      if (endAll()) {
        ended.countDown();
        oldRuns.deleteSurplus();
      }
    } catch (IOException | RuntimeException failure) {
      failures.accept(failure);
    } finally {
      ended.countDown();
    }
  }

  private boolean endAll() throws IOException {
    for (Path folder : folders()) {
      if (stopping) {
        return false;
      }
      end(folder);
    }
    return true;
  }

  private List<Path> folders() throws IOException {
    try (Stream<Path> siblings = Files.list(own.getParent())) {
      return siblings
          .filter(path -> Files.isDirectory(path) && !path.equals(own))
          .sorted()
          .collect(Collectors.toList());
    }
  }

  private void end(Path folder) {
    try {
      if (JournalReader.wasAbandoned(folder)) {
        complete(folder);
        JournalReader.settle(folder);
      }
    } catch (IOException | RuntimeException failure) {
      failures.accept(failure);
    }
  }

  private void complete(Path folder) throws IOException {
    List<Finding> findings = judge(folder);
    try (FileChannel file =
        FileChannel.open(
            folder.resolve("findings.jsonl"),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      // The same events give the same lines, so those that are there are the first of these.
      int written = Math.min(wholeLines(file), findings.size());
      LineFormat continued = LineFormat.ofFile(beginning(file), format);
      for (Finding finding : findings.subList(written, findings.size())) {
        byte[] line = (continued.line(finding) + "\n").getBytes(StandardCharsets.UTF_8);
        ByteBuffer rest = ByteBuffer.wrap(line);
        while (rest.hasRemaining()) {
          file.write(rest);
        }
      }
    }
    findings.stream().filter(f -> f.rule().equals(RULE)).findFirst().ifPresent(alerts::finding);
  }

  private static String beginning(FileChannel file) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(64);
    int length = Math.max(0, file.read(buffer, 0));
    return new String(buffer.array(), 0, length, StandardCharsets.UTF_8);
  }

  /** Counts the lines, cuts off a torn one, and positions the file at its end. */
  private static int wholeLines(FileChannel file) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    int lines = 0;
    long end = 0;
    for (long at = 0; file.read(buffer, at) > 0; buffer.clear()) {
      buffer.flip();
      while (buffer.hasRemaining()) {
        at++;
        if (buffer.get() == '\n') {
          lines++;
          end = at;
        }
      }
    }
    file.truncate(end).position(end);
    return lines;
  }

  private List<Finding> judge(Path folder) throws IOException {
    List<Finding> findings = new ArrayList<>();
    RuleEngine engine = new RuleEngine(raised -> findings.add(suppressions.apply(raised)));
    EventHandler handler = engine.run("abandoned");
    try (JournalReader journal = JournalReader.open(folder, problem -> {})) {
      for (Event event = journal.next(); event != null; event = journal.next()) {
        event.deliverTo(handler);
      }
    }
    engine.finish();
    return findings;
  }
}
