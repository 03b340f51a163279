package io.mapiaudit.runtime;

import io.mapiaudit.model.event.EnvironmentObserved;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/**
 * Has things done on the engine's thread when it has judged everything that was recorded before
 * they were asked for: the question goes through the journal.
 */
final class TestQuestions {

  private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final BiConsumer<String, String> journal;
  private final Map<String, FutureTask<?>> open = new ConcurrentHashMap<>();
  private final AtomicLong last = new AtomicLong();

  /**
   * Questions.
   *
   * @param journal records a fact: key and value
   */
  TestQuestions(BiConsumer<String, String> journal) {
    this.journal = journal;
  }

  /**
   * Waits for an answer.
   *
   * @throws TimeoutException when the engine does not come to it in time
   */
  <T> T ask(Callable<T> question, long timeoutNanos)
      throws ExecutionException, InterruptedException, TimeoutException {
    FutureTask<T> answer = new FutureTask<>(question);
    String number = String.valueOf(last.incrementAndGet());
    open.put(number, answer);
    try {
      long deadline = System.nanoTime() + timeoutNanos;
      while (true) {
        // A journal that overflows drops events, this one too; once is enough of those that come.
        journal.accept(EnvironmentObserved.TEST_ASKED, number);
        long left = deadline - System.nanoTime();
        try {
          return answer.get(Math.max(0, Math.min(left, AGAIN_NANOS)), TimeUnit.NANOSECONDS);
        } catch (TimeoutException notYet) {
          if (left <= AGAIN_NANOS) {
            throw notYet;
          }
        }
      }
    } finally {
      open.remove(number);
    }
  }

  /** The engine has come to a question. */
  void reached(String number) {
    FutureTask<?> question = open.remove(number);
    if (question != null) {
      question.run();
    }
  }
}
