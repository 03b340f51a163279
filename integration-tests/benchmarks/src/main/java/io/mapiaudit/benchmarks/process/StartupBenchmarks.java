package io.mapiaudit.benchmarks.process;

import io.mapiaudit.benchmarks.table.Row;
import io.mapiaudit.benchmarks.table.RowFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The part that measures what agents add to the start of a program. */
public final class StartupBenchmarks {

  private static final double LARGEST_SHARE = 0.2;
  private static final double LARGEST_MIB = 60;
  private static final String TARGET =
      "≤ 0.2 × what the OpenTelemetry agent adds in wall time, ≤ 60 MiB peak";

  private final Map<String, List<String>> agents = new LinkedHashMap<>();
  private final RowFile rows;
  private final int turns;

  private StartupBenchmarks(RowFile rows, int turns) {
    this.rows = rows;
    this.turns = turns;
  }

  /**
   * Measures and writes the rows.
   *
   * @param arguments part; quick or full; what follows {@code -javaagent:}; folder of other agents
   */
  public static void main(String[] arguments) throws Exception {
    boolean quick = arguments[1].equals("quick");
    StartupBenchmarks part = new StartupBenchmarks(RowFile.of(arguments[0]), quick ? 5 : 9);
    part.agents.put("none", Collections.emptyList());
    part.agents.put("mapi-audit", List.of("-javaagent:" + arguments[2]));
    Path others = Path.of(arguments[3]);
    part.add(
        "OpenTelemetry",
        others.resolve("opentelemetry-javaagent.jar"),
        "-Dotel.traces.exporter=none",
        "-Dotel.metrics.exporter=none",
        "-Dotel.logs.exporter=none");
    part.add(
        "Elastic",
        others.resolve("elastic-apm-agent.jar"),
        "-Delastic.apm.disable_send=true",
        "-Delastic.apm.central_config=false",
        "-Delastic.apm.cloud_provider=NONE",
        "-Delastic.apm.log_level=ERROR");
    part.add(
        "BlockHound", others.resolve("blockhound.jar"), "-XX:+AllowRedefinitionToAddDeleteMethods");
    part.measure("start-up added, hello world", Hello.class, true);
    part.measure("start-up added, program with JNA and pools", Pools.class, false);
  }

  private void add(String name, Path jar, String... options) {
    if (Files.exists(jar)) {
      List<String> all = new ArrayList<>(List.of("-javaagent:" + jar));
      all.addAll(List.of(options));
      agents.put(name, all);
    }
  }

  private void measure(String what, Class<?> program, boolean hasTarget)
      throws IOException, InterruptedException {
    Map<String, List<Double>> seconds = new LinkedHashMap<>();
    Map<String, List<Double>> peaks = new LinkedHashMap<>();
    // By turns, so that what else the machine does meets all.
    for (int turn = 0; turn < turns; turn++) {
      for (Map.Entry<String, List<String>> agent : agents.entrySet()) {
        Launch.Outcome run = Launch.run(Launch.java(agent.getValue(), program.getName()));
        if (run.code != 0) {
          throw new IllegalStateException(
              program.getName() + " with " + agent.getKey() + " ended with " + run.code);
        }
        String[] lines = run.output.trim().split("\n", -1);
        double peak = Math.max(run.peakKib, Long.parseLong(lines[lines.length - 1]));
        seconds.computeIfAbsent(agent.getKey(), name -> new ArrayList<>()).add(run.seconds);
        peaks.computeIfAbsent(agent.getKey(), name -> new ArrayList<>()).add(peak / 1024);
      }
    }
    double wall = Launch.median(seconds.get("none"));
    double memory = Launch.median(peaks.get("none"));
    StringBuilder detail = new StringBuilder();
    double share = Double.NaN;
    for (String agent : agents.keySet()) {
      double added = Launch.median(seconds.get(agent)) - wall;
      if (agent.equals("OpenTelemetry")) {
        share = (Launch.median(seconds.get("mapi-audit")) - wall) / added;
      }
      if (!agent.equals("none")) {
        detail.append(
            String.format(
                "%s +%.0f ms +%.0f MiB; ",
                agent, added * 1e3, Launch.median(peaks.get(agent)) - memory));
      }
    }
    double own = Launch.median(peaks.get("mapi-audit")) - memory;
    Row row =
        Row.of(what)
            .measured((Launch.median(seconds.get("mapi-audit")) - wall) * 1e3, "ms")
            .detail("%swithout %.0f ms, %.0f MiB", detail, wall * 1e3, memory);
    if (!Double.isNaN(share)) {
      row.ratio(share);
    }
    if (hasTarget) {
      row.target(TARGET).met(share <= LARGEST_SHARE && own <= LARGEST_MIB);
    }
    rows.add(row);
  }
}
