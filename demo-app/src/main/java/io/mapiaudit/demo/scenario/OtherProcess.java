package io.mapiaudit.demo.scenario;

import io.mapiaudit.demo.OptionVariables;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A second JVM that plays another role of the same scenario, with the options of this one. */
final class OtherProcess implements AutoCloseable {

  /** What a role prints when it has come to the point where it waits for {@link #proceed}. */
  static final String READY = "#ready";

  private final Process process;
  private final BufferedReader output;
  private final Writer input;
  private final Transcript.Actor log;

  private OtherProcess(Process process, Transcript.Actor log) {
    this.process = process;
    this.log = log;
    this.output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    this.input =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.US_ASCII));
  }

  /** Starts the role; the environment is this process's with {@code variables} added. */
  static OtherProcess start(
      Stage stage, Scenario scenario, String role, Map<String, String> variables)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(stage, scenario, role));
    // The options of this JVM hold what it took from there: an agent would be started twice.
    OptionVariables.removeFrom(builder);
    builder.environment().putAll(variables);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    return new OtherProcess(builder.start(), stage.actor(role));
  }

  /** Waits until the role has printed {@link #READY}. */
  void awaitReady() throws IOException {
    if (!copyUntil(READY)) {
      throw new IOException("the other process ended too early");
    }
  }

  /** Lets a waiting role go on. */
  void proceed() throws IOException {
    input.write('\n');
    input.flush();
  }

  /** Takes the rest of its transcript over and waits for its end. */
  void finish() throws IOException, InterruptedException {
    copyUntil(null);
    int code = process.waitFor();
    if (code != 0) {
      throw new IOException("the other process ended with exit code " + code);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private boolean copyUntil(String marker) throws IOException {
    String line = output.readLine();
    while (line != null && !line.equals(marker)) {
      log.say(line);
      line = output.readLine();
    }
    return line != null;
  }

  /** The options of this JVM carry the agent, if there is one. */
  private static List<String> command(Stage stage, Scenario scenario, String role) {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("io.mapiaudit.demo.Main");
    command.add(scenario.name());
    command.add("--bridge");
    command.add(stage.bridge().label());
    command.add("--role");
    command.add(role);
    return command;
  }
}
