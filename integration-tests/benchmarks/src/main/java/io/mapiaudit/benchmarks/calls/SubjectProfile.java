package io.mapiaudit.benchmarks.calls;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.RunnerException;

/** Runs subjects with the agent in a JVM that takes samples of them. */
public final class SubjectProfile {

  private final String library;
  private final String agent;
  private final Path newer;

  /**
   * Runs of subjects.
   *
   * @param library the stand-in for MAPI
   * @param agent what follows {@code -javaagent:}
   * @param newer home of a Java 21 or newer, or an empty string
   */
  public SubjectProfile(String library, String agent, String newer) {
    this.library = library;
    this.agent = agent;
    this.newer = newer.isEmpty() ? null : Path.of(newer);
  }

  /** Names of the subjects the agent has to do with. */
  public static List<String> names() {
    return Arrays.stream(Subject.values())
        .map(Subject::name)
        .filter(name -> !name.startsWith("TOKEN"))
        .collect(Collectors.toList());
  }

  /** Whether it makes a difference to a subject that its thread impersonates. */
  public static boolean dependsOnToken(String subject) {
    return Subject.valueOf(subject).isOfOneThread() && !subject.equals(Subject.UNNAMED.name());
  }

  /** Whether a thread by its name does what is measured, and not the JVM's or agent's work. */
  public static boolean isOfOperations(String thread) {
    return thread.contains("OperationBenchmark")
        || thread.startsWith("benchmark-pool")
        || thread.startsWith("ForkJoinPool");
  }

  /**
   * Runs a subject.
   *
   * @param option what has the JVM sampled
   */
  public void run(String subject, boolean impersonating, String option) throws RunnerException {
    Subject wanted = Subject.valueOf(subject);
    Path java = wanted == Subject.VIRTUAL_THREADS ? newer : null;
    new Forks(false, library, agent).sampled(wanted, impersonating, java, option);
  }
}
