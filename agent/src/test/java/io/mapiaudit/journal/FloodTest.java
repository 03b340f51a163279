package io.mapiaudit.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.EntryPoint.ResultType;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.ThreadInfo;
import io.mapiaudit.model.event.Event;
import io.mapiaudit.model.event.EventHandler;
import io.mapiaudit.output.Output;
import io.mapiaudit.output.OutputDispatcher;
import io.mapiaudit.output.jsonl.JsonlOutput;
import io.mapiaudit.output.jsonl.LineFormat;
import io.mapiaudit.output.log.AgentLog;
import io.mapiaudit.output.log.LogOutput;
import io.mapiaudit.rules.RuleEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A defect that happens a million times fills no log, and not one time is lost. */
@Tag("slow")
class FloodTest {

  private static final int TIMES = 1_000_000;
  private static final long SESSION = 0x1000;
  private static final EntryPoint NOTIFICATION =
      new EntryPoint(
          Kind.NOTIFICATION, Bridge.JNI, "com.acme.Sink", "onNotify", "", ResultType.NONE);

  @TempDir Path folder;

  private final List<Throwable> failures = new ArrayList<>();

  @Test
  void million_equal_findings_are_a_dozen_lines_and_all_are_counted() throws IOException {
    Path journal = Files.createDirectory(folder.resolve("journal"));
    record(journal);

    judge(journal);

    assertThat(failures).isEmpty();
    List<String> lines = matching("findings.jsonl", "\"async-notification-in-process-identity\"");
    assertThat(lines).hasSizeLessThan(10);
    assertThat(lines.get(lines.size() - 1)).contains("\"count\":" + TIMES + ",");
    assertThat(matching("agent.log", " finding - "))
        .hasSizeLessThan(20)
        .anyMatch(line -> line.contains("(" + TIMES + " times)"));
  }

  private static void record(Path journal) throws IOException {
    try (JournalWriter writer = JournalWriter.open(journal, Samples.RUN, 1L << 30)) {
      Ref<ThreadInfo> alice = writer.intern(Samples.thread(1));
      Ref<ThreadInfo> mapi = writer.intern(Samples.thread(2));
      long logon =
          writer.callEntered(
              alice,
              writer.intern(Samples.ALICE),
              writer.intern(Samples.LOGON),
              writer.intern(Samples.STACK),
              0,
              0,
              0,
              null);
      writer.callReturned(
          logon, alice, null, writer.intern(Samples.LOGON), null, 0, SESSION, false);
      for (int i = 0; i < TIMES; i++) {
        Samples.await(writer::isNextReady);
        writer.callEntered(
            mapi,
            writer.intern(Samples.SERVICE),
            writer.intern(NOTIFICATION),
            writer.intern(Samples.STACK),
            SESSION,
            0,
            0,
            null);
      }
      assertThat(writer.lostEvents()).isZero();
    }
  }

  private void judge(Path journal) throws IOException {
    try (AgentLog log = AgentLog.open(folder)) {
      List<Output> outputs =
          Arrays.asList(
              new JsonlOutput(folder.resolve("findings.jsonl"), LineFormat.NATIVE),
              new LogOutput(log.logger("finding")));
      try (OutputDispatcher dispatcher = new OutputDispatcher(outputs, failures::add);
          JournalReader reader =
              JournalReader.open(
                  journal, problem -> failures.add(new AssertionError(problem.toString())))) {
        RuleEngine engine = new RuleEngine(dispatcher::finding);
        EventHandler run = engine.run("flood");
        for (Event event = reader.next(); event != null; event = reader.next()) {
          event.deliverTo(run);
        }
        engine.finish();
      }
    }
  }

  private List<String> matching(String file, String part) throws IOException {
    byte[] content = Files.readAllBytes(folder.resolve(file));
    return Arrays.stream(new String(content, StandardCharsets.UTF_8).split("\n", -1))
        .filter(line -> line.contains(part))
        .collect(Collectors.toList());
  }
}
