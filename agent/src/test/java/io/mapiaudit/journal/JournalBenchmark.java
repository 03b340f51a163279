package io.mapiaudit.journal;

import io.mapiaudit.model.Stack;
import io.mapiaudit.model.ThreadInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Prints what an append costs with one and two threads, and how fast events are read back. Run its
 * main method; arguments: folder, events per thread (5,000,000 unless given).
 */
final class JournalBenchmark {

  private JournalBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory(Paths.get(arguments[0]), "benchmark");
    int events = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5_000_000;
    for (int round = 0; round < 2; round++) {
      for (int threads = 1; threads <= 2; threads++) {
        Path run = folder.resolve("run-" + round + "-" + threads);
        write(run, threads, events);
        readBack(run);
        for (Path file : SegmentFiles.list(run)) {
          Files.delete(file);
        }
      }
    }
  }

  private static void write(Path run, int threads, int events) throws Exception {
    try (JournalWriter writer = JournalWriter.open(run, Samples.RUN, 2L << 30)) {
      List<Thread> appenders = new ArrayList<>();
      for (int i = 1; i <= threads; i++) {
        Ref<ThreadInfo> thread = writer.intern(Samples.thread(i));
        appenders.add(new Thread(() -> append(writer, thread, events)));
      }
      long start = System.nanoTime();
      appenders.forEach(Thread::start);
      for (Thread appender : appenders) {
        appender.join();
      }
      long nanos = System.nanoTime() - start;
      print(
          "append, %d thread(s): %.0f ns/event per thread, %d lost of %d",
          threads, (double) nanos / events, writer.lostEvents(), (long) threads * events);
    }
  }

  private static void append(JournalWriter writer, Ref<ThreadInfo> thread, int events) {
    Ref<Stack> stack = writer.intern(Stack.of(Collections.nCopies(30, "com.acme.A.b(A.java:1)")));
    for (int i = 0; i < events / 2; i++) {
      long id =
          writer.callEntered(
              thread,
              writer.intern(Samples.ALICE),
              writer.intern(Samples.LOGON),
              stack,
              i,
              0,
              0,
              null);
      writer.callReturned(id, thread, null, writer.intern(Samples.LOGON), null, 0, i, false);
    }
  }

  private static void readBack(Path run) throws IOException {
    long start = System.nanoTime();
    long events = 0;
    try (JournalReader reader = JournalReader.open(run, problem -> print("%s", problem))) {
      while (reader.next() != null) {
        events++;
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    print("read: %d events, %.1f million events/s", events, events / seconds / 1e6);
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
