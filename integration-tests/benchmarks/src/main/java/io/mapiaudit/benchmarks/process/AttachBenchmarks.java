package io.mapiaudit.benchmarks.process;

import io.mapiaudit.benchmarks.table.Row;
import io.mapiaudit.benchmarks.table.RowFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The part that attaches to a program with many loaded classes. */
public final class AttachBenchmarks {

  private static final String CLASSES = "20000";
  private static final double LONGEST_SECONDS = 1.5;
  private static final double LONGEST_PAUSE_MILLIS = 100;
  private static final String TARGET = "≤ 1.5 s, longest application pause ≤ 100 ms";

  private final RowFile rows;
  private final int turns;
  private final String jar;
  private final String library;
  private final String folder;

  private AttachBenchmarks(RowFile rows, int turns, String jar, String library, String folder) {
    this.rows = rows;
    this.turns = turns;
    this.jar = jar;
    this.library = library;
    this.folder = folder;
  }

  /**
   * Measures and writes the rows.
   *
   * @param arguments part; quick or full; the agent's jar; the stand-in for MAPI; a folder for runs
   */
  public static void main(String[] arguments) throws Exception {
    AttachBenchmarks part =
        new AttachBenchmarks(
            RowFile.of(arguments[0]),
            arguments[1].equals("quick") ? 3 : 9,
            arguments[2],
            arguments[3],
            arguments[4]);
    part.measure("attach, 20,000 classes");
    part.measure("attach, 20,000 classes and JNA direct mapping in use", "direct");
  }

  private void measure(String what, String... arguments) throws Exception {
    List<Double> seconds = new ArrayList<>();
    List<Double> pauses = new ArrayList<>();
    List<Double> before = new ArrayList<>();
    for (int turn = 0; turn < turns; turn++) {
      List<String> program = new ArrayList<>(List.of(ManyClasses.class.getName(), CLASSES));
      Collections.addAll(program, arguments);
      Process process =
          Launch.java(List.of("-Dmapi.demo.library=" + library), program.toArray(new String[0]))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (BufferedReader output =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        expect("ready", output.readLine());
        Thread.sleep(1_000);
        before.add(longestPause(process, output));
        seconds.add(attach(process.pid()));
        pauses.add(longestPause(process, output));
        expect(CLASSES, output.readLine());
      } finally {
        process.destroy();
        process.waitFor();
      }
    }
    double median = Launch.median(seconds);
    double longest = Launch.median(pauses);
    rows.add(
        Row.of(what)
            .target(TARGET)
            .measured(median, "s")
            .met(median <= LONGEST_SECONDS && longest <= LONGEST_PAUSE_MILLIS)
            .detail(
                "the whole command; longest pause %.0f ms, in the second before %.0f ms (medians;"
                    + " at most %.2f s, %.0f ms)",
                longest, Launch.median(before), Collections.max(seconds), Collections.max(pauses)));
  }

  private double attach(long pid) throws IOException, InterruptedException {
    Launch.Outcome command =
        Launch.run(
            Launch.java(
                List.of("-jar", jar),
                "attach",
                String.valueOf(pid),
                "--set",
                "dir=" + folder,
                "--set",
                "identity.library=" + library));
    if (command.code != 0) {
      throw new IllegalStateException("attach ended with " + command.code + command.output);
    }
    return command.seconds;
  }

  private static double longestPause(Process process, BufferedReader output) throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
    return Long.parseLong(output.readLine()) / 1e6;
  }

  private static void expect(String wanted, String line) {
    if (!wanted.equals(line)) {
      throw new IllegalStateException("the program said " + line + " instead of " + wanted);
    }
  }
}
