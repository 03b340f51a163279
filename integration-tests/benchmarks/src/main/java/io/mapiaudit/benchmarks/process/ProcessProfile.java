package io.mapiaudit.benchmarks.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** Runs whole processes, one of each kind that is measured, with their JVMs sampled. */
public final class ProcessProfile {

  private static final String START_UP = "start-up";
  private static final String ATTACH = "attach";
  private static final String REPLAY = "replay";
  private static final String REPLAY_LIVE = "replay-live-sessions";

  /** What there is to profile. */
  public static final List<String> NAMES = List.of(START_UP, ATTACH, REPLAY, REPLAY_LIVE);

  private static final String COMMAND = "attach-command";
  private static final String PROGRAM = "attach-program";
  private static final String CLASSES = "20000";
  private static final long EVENTS = 10_000_000;
  private static final String LIVE_SESSIONS = "opened=100000";

  private final Path work;
  private final String agent;
  private final String library;
  private final String classes;

  /**
   * Processes.
   *
   * @param work a folder
   * @param agent the agent's jar
   * @param library the stand-in for MAPI
   * @param classes class path of the agent's tests
   */
  public ProcessProfile(Path work, String agent, String library, String classes) {
    this.work = work;
    this.agent = agent;
    this.library = library;
    this.classes = classes;
  }

  /** The processes that are sampled. */
  public static List<String> processesOf(String name) {
    return name.equals(ATTACH) ? List.of(COMMAND, PROGRAM) : List.of(name);
  }

  /**
   * Runs one.
   *
   * @param option gives what has the JVM of a process sampled
   */
  public void run(String name, UnaryOperator<String> option)
      throws IOException, InterruptedException {
    switch (name) {
      case START_UP:
        String arguments = "dir=" + work.resolve("runs") + ",identity.library=" + library;
        finish(
            List.of(option.apply(name), "-javaagent:" + agent + "=" + arguments),
            Pools.class.getName());
        break;
      case ATTACH:
        attach(option);
        break;
      case REPLAY:
        replay(option.apply(name));
        break;
      default:
        replay(option.apply(name), LIVE_SESSIONS);
        break;
    }
  }

  private void attach(UnaryOperator<String> option) throws IOException, InterruptedException {
    Process program =
        Launch.java(List.of(option.apply(PROGRAM)), ManyClasses.class.getName(), CLASSES)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      // It says that it is ready.
      if (program.getInputStream().read() < 0) {
        throw new IllegalStateException("the program to attach to has not come up");
      }
      finish(
          List.of(option.apply(COMMAND), "-jar", agent),
          "attach",
          String.valueOf(program.pid()),
          "--set",
          "dir=" + work.resolve("runs"),
          "--set",
          "identity.library=" + library);
    } finally {
      program.destroy();
      program.waitFor();
    }
  }

  private void replay(String option, String... shape) throws IOException, InterruptedException {
    try (RecordedJournal journal =
        RecordedJournal.of(agent, classes, work, EVENTS, Arrays.asList(shape))) {
      journal.take(RecordedJournal.Task.REPLAY, option);
    }
  }

  /** Runs it to its end; 1 tells of findings, which a replay has. */
  private static void finish(List<String> options, String... program)
      throws IOException, InterruptedException {
    Launch.Outcome outcome = Launch.run(Launch.java(options, program));
    if (outcome.code > 1) {
      List<String> command = new ArrayList<>(options);
      command.addAll(List.of(program));
      throw new IllegalStateException(command + " ended with " + outcome.code);
    }
  }
}
