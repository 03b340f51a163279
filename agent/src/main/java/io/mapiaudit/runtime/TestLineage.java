package io.mapiaudit.runtime;

import io.mapiaudit.model.ThreadInfo;
import io.mapiaudit.model.event.CallEntered;
import io.mapiaudit.model.event.CallReturned;
import io.mapiaudit.model.event.EventHandler;
import io.mapiaudit.model.event.TaskEnded;
import io.mapiaudit.model.event.TaskStarted;
import io.mapiaudit.model.event.TaskSubmitted;
import io.mapiaudit.model.event.ThreadStarted;
import io.mapiaudit.model.event.Tick;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells which test a thread works for: the one that runs on it, the one whose task it is in, or the
 * one that started it. For the engine's thread.
 */
final class TestLineage implements EventHandler {

  private static final int LIMIT = 16_384;
  private static final int DEEPEST = 1_000;

  /** What a thread is in: a test, or a task that was handed over by one. */
  private static final class Frame {
    private final long task;
    private final AuditedTest test;

    Frame(long task, AuditedTest test) {
      this.task = task;
      this.test = test;
    }
  }

  private static final class Line {
    private AuditedTest birth;
    private final List<Frame> frames = new ArrayList<>();

    AuditedTest test() {
      return frames.isEmpty() ? birth : frames.get(frames.size() - 1).test;
    }
  }

  private final Map<Long, Line> threads = latestUsed();
  private final Map<Long, AuditedTest> tasks = latestUsed();
  private final Set<AuditedTest> running = new LinkedHashSet<>();
  private AuditedTest current;
  private long currentThread;

  private static <V> Map<Long, V> latestUsed() {
    return new LinkedHashMap<Long, V>(64, 0.75f, /* accessOrder= */ true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<Long, V> eldest) {
        return size() > LIMIT;
      }
    };
  }

  void begun(AuditedTest test) {
    running.add(test);
    line(test.thread()).frames.add(new Frame(0, test));
  }

  void ended(AuditedTest test) {
    running.remove(test);
    line(test.thread()).frames.removeIf(frame -> frame.test == test && frame.task == 0);
  }

  /** The test whose event was the last one; null when it is nobody's. */
  AuditedTest current() {
    return current;
  }

  /** The test that a thread works for; null when none is known. */
  AuditedTest of(ThreadInfo thread) {
    if (thread.javaId() == currentThread) {
      return current;
    }
    Line line = threads.get(thread.javaId());
    return line == null ? null : line.test();
  }

  /** The tests that run, without what holds them, inside this one; null for all. */
  List<AuditedTest> running(AuditedTest container) {
    List<AuditedTest> found = new ArrayList<>();
    for (AuditedTest test : running) {
      if (test.isTest() && (container == null || test.isWithin(container.id()))) {
        found.add(test);
      }
    }
    return found;
  }

  @Override
  public void on(CallEntered event) {
    seen(event.thread());
  }

  @Override
  public void on(CallReturned event) {
    seen(event.thread());
  }

  @Override
  public void on(ThreadStarted event) {
    seen(event.thread());
    if (current != null) {
      line(event.started().javaId()).birth = current;
    }
  }

  @Override
  public void on(TaskSubmitted event) {
    seen(event.thread());
    if (current == null) {
      tasks.remove(event.task());
    } else {
      tasks.put(event.task(), current);
    }
  }

  @Override
  public void on(TaskStarted event) {
    Line line = line(event.thread().javaId());
    if (line.frames.size() >= DEEPEST) {
      // The ends of tasks were lost.
      line.frames.remove(0);
    }
    line.frames.add(new Frame(event.task(), tasks.get(event.task())));
    seen(event.thread());
  }

  @Override
  public void on(TaskEnded event) {
    // What the rules say of a task's end is said of the task.
    seen(event.thread());
    List<Frame> frames = line(event.thread().javaId()).frames;
    for (int i = frames.size() - 1; i >= 0; i--) {
      if (frames.get(i).task == event.task()) {
        frames.remove(i);
        break;
      }
    }
  }

  @Override
  public void on(Tick event) {
    current = null;
    currentThread = 0;
  }

  private void seen(ThreadInfo thread) {
    Line line = threads.get(thread.javaId());
    current = line == null ? null : line.test();
    currentThread = thread.javaId();
  }

  private Line line(long thread) {
    return threads.computeIfAbsent(thread, id -> new Line());
  }
}
