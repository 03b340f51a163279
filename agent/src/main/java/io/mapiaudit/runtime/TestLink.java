package io.mapiaudit.runtime;

import io.mapiaudit.capture.Capture;
import io.mapiaudit.config.ConfigurationError;
import io.mapiaudit.config.SuppressionFile;
import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Suppressions;
import io.mapiaudit.rules.RuleCatalogue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What tests in this JVM ask of the agent. They are in another class loader and perhaps of another
 * version, so that questions and answers hold nothing but types of the JDK.
 */
final class TestLink implements Function<Object[], Object> {

  /** Grows with every change that a former asker could not live with. */
  static final int PROTOCOL = 1;

  private static final long NAMES_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final AuditedTests tests;
  private final Engine engine;
  private final Capture capture;
  private final RunControl control;
  private final Path folder;

  TestLink(AuditedTests tests, Engine engine, Capture capture, RunControl control, Path folder) {
    this.tests = tests;
    this.engine = engine;
    this.capture = capture;
    this.control = control;
    this.folder = folder;
  }

  /**
   * Answers one of these:
   *
   * <ul>
   *   <li>{@code protocol}: an Integer
   *   <li>{@code begin, String id, String parent or null, Boolean isTest}: null
   *   <li>{@code end, String id}: null
   *   <li>{@code findings, String id or null for all, String[] suppressions, Boolean take, Long
   *       milliseconds}: a list of maps; null when what was recorded is not judged in that time
   *   <li>{@code state}: a map
   * </ul>
   *
   * @throws IllegalArgumentException for anything else, and for suppressions with mistakes
   */
  @Override
  public Object apply(Object[] question) {
    switch ((String) question[0]) {
      case "protocol":
        return PROTOCOL;
      case "begin":
        begin((String) question[1], (String) question[2], (Boolean) question[3]);
        return null;
      case "end":
        tests.end((String) question[1]);
        return null;
      case "findings":
        return findings(
            (String) question[1],
            suppressions((String[]) question[2]),
            (Boolean) question[3],
            TimeUnit.MILLISECONDS.toNanos((Long) question[4]));
      case "state":
        return state();
      default:
        throw new IllegalArgumentException("tests cannot ask for " + question[0]);
    }
  }

  private void begin(String id, String parent, boolean isTest) {
    capture.followAllThreads();
    // First, so that the task the test runs in, if it runs in one, begins before it.
    capture.followThisThread();
    tests.begin(id, parent, isTest ? AuditedTest.Sort.TEST : AuditedTest.Sort.CONTAINER);
  }

  private Map<String, Object> state() {
    Map<String, Object> state = new HashMap<>();
    state.put("folder", folder.toString());
    state.put("recording", control.recording().isOn());
    state.put("recordingBy", control.recording().reason());
    state.put("unanalysed", engine.unanalysed());
    return state;
  }

  private static Suppressions suppressions(String[] lines) {
    if (lines.length == 0) {
      return Suppressions.NONE;
    }
    try {
      return SuppressionFile.parse(Arrays.asList(lines), "suppressions", RuleCatalogue.ids());
    } catch (ConfigurationError error) {
      throw new IllegalArgumentException(
          error.problems().stream().map(Object::toString).collect(Collectors.joining("\n")));
    }
  }

  private List<Map<String, Object>> findings(
      String id, UnaryOperator<Finding> accepted, boolean take, long timeoutNanos) {
    long deadline = System.nanoTime() + timeoutNanos;
    try {
      TestQuestions questions = tests.questions();
      boolean any = questions.ask(() -> !tests.findings().of(id).isEmpty(), timeoutNanos);
      if (!any) {
        return new ArrayList<>();
      }
      engine.awaitNames(Math.min(NAMES_NANOS, deadline - System.nanoTime()));
      return questions.ask(() -> told(id, accepted, take), deadline - System.nanoTime());
    } catch (TimeoutException behind) {
      return null;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return null;
    } catch (java.util.concurrent.ExecutionException failure) {
      throw new IllegalStateException(failure.getCause());
    }
  }

  private List<Map<String, Object>> told(String id, UnaryOperator<Finding> accepted, boolean take) {
    List<Map<String, Object>> texts = new ArrayList<>();
    for (Occurrence occurrence : tests.findings().of(id)) {
      Finding finding = engine.named(occurrence.finding());
      texts.add(
          FindingFields.of(
              finding.suppressed() == null ? accepted.apply(finding) : finding, occurrence));
    }
    if (take) {
      tests.findings().told(id);
    }
    return texts;
  }
}
