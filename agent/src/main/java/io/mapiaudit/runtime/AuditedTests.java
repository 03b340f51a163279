package io.mapiaudit.runtime;

import io.mapiaudit.model.AuditObserver;
import io.mapiaudit.model.Finding;
import io.mapiaudit.model.event.CallEntered;
import io.mapiaudit.model.event.CallReturned;
import io.mapiaudit.model.event.EnvironmentObserved;
import io.mapiaudit.model.event.EventHandler;
import io.mapiaudit.model.event.TaskEnded;
import io.mapiaudit.model.event.TaskStarted;
import io.mapiaudit.model.event.TaskSubmitted;
import io.mapiaudit.model.event.ThreadStarted;
import io.mapiaudit.model.event.Tick;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * The tests of this JVM as the engine sees them: that they begin and end stands in the journal
 * among the other events, so what belongs to which is exact however far the engine is behind. Until
 * a test says that it begins this does nothing.
 */
final class AuditedTests implements EventHandler {

  private final BiConsumer<String, String> journal;
  private final TestLineage lineage = new TestLineage();
  private final TestFindings findings;
  private final TestQuestions questions;
  private final Map<String, AuditedTest> byId = new ConcurrentHashMap<>();
  private final Map<String, AuditedTest> byNumber = new ConcurrentHashMap<>();
  private int lastNumber;
  private boolean on;

  /**
   * Tests.
   *
   * @param journal records a fact: key and value
   * @param suppressions mark the findings that are accepted
   */
  AuditedTests(BiConsumer<String, String> journal, UnaryOperator<Finding> suppressions) {
    this.journal = journal;
    this.findings = new TestFindings(lineage, suppressions);
    this.questions = new TestQuestions(journal);
  }

  /** Is told of findings, by the thread that judges. */
  AuditObserver observer() {
    return findings;
  }

  /** For the engine's thread. */
  TestFindings findings() {
    return findings;
  }

  TestQuestions questions() {
    return questions;
  }

  /**
   * Takes note, on the thread of the test, that it begins. Of one that has begun already it is
   * noted that two say so, and both have to say that it ends.
   *
   * @param parent the id of what it is in; of one that is not known it counts as the outermost
   */
  synchronized void begin(String id, String parent, AuditedTest.Sort sort) {
    AuditedTest known = byId.get(id);
    if (known != null) {
      known.beginAgain();
      return;
    }
    AuditedTest test =
        new AuditedTest(
            ++lastNumber, id, parent == null ? null : byId.get(parent), sort, threadId());
    byId.put(id, test);
    byNumber.put(String.valueOf(test.number()), test);
    journal.accept(EnvironmentObserved.TEST_BEGUN, test.number() + " " + test.thread());
  }

  /** Takes note that a test ends; of one that has not begun nothing. */
  synchronized void end(String id) {
    AuditedTest test = byId.get(id);
    if (test != null && test.end()) {
      byId.remove(id);
      journal.accept(EnvironmentObserved.TEST_ENDED, String.valueOf(test.number()));
    }
  }

  // Thread.threadId() replaces it, but only since Java 19.
  @SuppressWarnings("deprecation")
  private static long threadId() {
    return Thread.currentThread().getId();
  }

  @Override
  public void on(EnvironmentObserved event) {
    String value = event.value();
    switch (event.key()) {
      case EnvironmentObserved.TEST_BEGUN:
        begun(byNumber.get(value.substring(0, value.indexOf(' '))));
        break;
      case EnvironmentObserved.TEST_ENDED:
        AuditedTest ended = byNumber.remove(value);
        if (ended != null) {
          lineage.ended(ended);
        }
        break;
      case EnvironmentObserved.TEST_ASKED:
        questions.reached(value);
        break;
      default:
    }
  }

  private void begun(AuditedTest test) {
    if (test != null) {
      on = true;
      findings.begin();
      lineage.begun(test);
    }
  }

  @Override
  public void on(CallEntered event) {
    if (on) {
      lineage.on(event);
    }
  }

  @Override
  public void on(CallReturned event) {
    if (on) {
      lineage.on(event);
    }
  }

  @Override
  public void on(ThreadStarted event) {
    if (on) {
      lineage.on(event);
    }
  }

  @Override
  public void on(TaskSubmitted event) {
    if (on) {
      lineage.on(event);
    }
  }

  @Override
  public void on(TaskStarted event) {
    if (on) {
      lineage.on(event);
    }
  }

  @Override
  public void on(TaskEnded event) {
    if (on) {
      lineage.on(event);
    }
  }

  @Override
  public void on(Tick event) {
    if (on) {
      lineage.on(event);
    }
  }
}
