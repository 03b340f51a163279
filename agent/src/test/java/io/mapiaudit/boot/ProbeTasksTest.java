package io.mapiaudit.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TimerTask;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProbeTasksTest {

  private static final String[] ALL = {
    "taskSubmitted", "taskSubmitted", "threadStarting", "taskStarting", "run", "taskEnded"
  };

  private final List<String> told = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger once = ProbeTasks.handOversForOnce();
  private final AtomicInteger all = ProbeTasks.handOvers();

  @AfterEach
  void uninstall() {
    Probe.install(null);
    ProbeTasks.forget();
    once.set(0);
    all.set(0);
  }

  @Test
  void runTask_without_a_sink_just_runs() {
    ProbeTasks.watchAll();

    ProbeTasks.runTask(() -> told.add("run"));

    assertThat(told).containsExactly("run");
  }

  @Test
  void nothing_is_told_while_nobody_is_watched() {
    Probe.install(sink(null));

    useAll();

    assertThat(told).containsExactly("run");
  }

  @Test
  void all_is_told_of_a_watched_thread_whether_the_sink_was_there_before_or_comes_later() {
    Probe.install(sink(null));
    ProbeTasks.watchThread();
    useAll();
    assertThat(told).containsExactly(ALL);

    Probe.suspend(sink(null));
    told.clear();
    useAll();
    assertThat(told).containsExactly("run");

    Probe.install(sink(null));
    told.clear();
    useAll();
    assertThat(told).containsExactly(ALL);
  }

  @Test
  void nothing_is_told_of_another_thread_unless_all_are_watched() throws Exception {
    Probe.install(sink(null));
    ProbeTasks.watchThread();

    onOtherThread(this::useAll);
    assertThat(told).containsExactly("run");

    told.clear();
    ProbeTasks.watchAll();
    ProbeThreads.retain(Collections::emptyList);
    onOtherThread(this::useAll);
    assertThat(told).containsExactly(ALL);
  }

  @Test
  void threads_that_were_watched_are_not_any_more_once_forgotten() {
    Probe.install(sink(null));
    ProbeTasks.watchThread();
    ProbeTasks.forget();
    useAll();
    assertThat(told).containsExactly("run");
    assertThat(ProbeThreads.isMarked()).isFalse();
  }

  @Test
  void marks_of_threads_that_are_not_retained_are_taken_away() throws Exception {
    ProbeThreads.mark();
    ProbeThreads.retain(Collections::emptyList);
    assertThat(ProbeThreads.isMarked()).isFalse();

    ProbeThreads.retain(() -> Collections.singletonList(Thread.currentThread()));
    assertThat(ProbeThreads.isMarked()).isTrue();
    onOtherThread(() -> assertThat(ProbeThreads.isMarked()).isFalse());
  }

  @Test
  void a_thread_is_known_by_the_number_it_got_and_not_by_what_it_says() throws Exception {
    boolean[] marked = new boolean[2];
    Thread liar =
        new Thread(
            () -> {
              ProbeThreads.mark();
              marked[0] = ProbeThreads.isMarked();
              Thread.currentThread().getId();
              marked[1] = ProbeThreads.isMarked();
            }) {
          private long asked;

          @Override
          public long getId() {
            return ++asked * 64;
          }
        };
    liar.start();
    liar.join();

    assertThat(marked).containsExactly(true, true);
  }

  @Test
  void a_task_whose_hand_over_is_recorded_is_told_of_whoever_runs_it() throws Exception {
    Probe.install(sink(null));
    onOtherThread(ProbeTasks::watchThread);
    ProbeTasks.runTask(() -> {});
    assertThat(told).isEmpty();

    once.incrementAndGet();
    all.incrementAndGet();
    ProbeTasks.runTask(() -> {});
    assertThat(told).containsExactly("taskStarting", "taskEnded");
  }

  @Test
  void recorded_hand_overs_of_tasks_that_run_again_concern_such_tasks_only() throws Exception {
    Probe.install(sink(null));
    onOtherThread(ProbeTasks::watchThread);
    all.incrementAndGet();

    ProbeTasks.runTask(() -> {});
    assertThat(told).isEmpty();

    ProbeTasks.runTask(
        new TimerTask() {
          @Override
          public void run() {}
        });
    assertThat(told).containsExactly("taskStarting", "taskEnded");
  }

  @Test
  void the_end_of_a_task_is_told_in_which_the_thread_came_to_be_watched() {
    Probe.install(sink(null));

    ProbeTasks.runTask(ProbeTasks::watchThread);

    assertThat(told).containsExactly("taskEnded");
  }

  @Test
  void what_a_task_throws_is_thrown_on_unchanged_and_its_end_is_told() {
    Probe.install(sink(null));
    ProbeTasks.watchThread();
    Error thrown = new StackOverflowError();

    assertThatThrownBy(
            () ->
                ProbeTasks.runTask(
                    () -> {
                      throw thrown;
                    }))
        .isSameAs(thrown);
    assertThat(told).containsExactly("taskStarting", "taskEnded");
  }

  @Test
  void a_failing_sink_keeps_no_task_from_running_and_is_not_told_of_its_end() {
    Probe.install(sink(new IllegalStateException("broken")));
    ProbeTasks.watchThread();

    ProbeTasks.taskSubmitted(new Object());
    ProbeTasks.runTask(() -> told.add("run"));
    // As a fork/join task does it, which asks whatever it got.
    ProbeTasks.taskEnded(ProbeTasks.taskStarting(new Object()));

    assertThat(told)
        .containsExactly(
            "taskSubmitted", "failed", "taskStarting", "failed", "run", "taskStarting", "failed");
  }

  private void useAll() {
    ProbeTasks.taskSubmitted(new Object());
    ProbeTasks.taskSubmitted(null);
    ProbeTasks.poolSubmitted(ForkJoinPool.commonPool(), new Object());
    ProbeTasks.threadStarting(new Thread());
    ProbeTasks.runTask(() -> told.add("run"));
  }

  private static void onOtherThread(Runnable body) throws InterruptedException {
    List<Throwable> failed = new ArrayList<>();
    Thread thread = new Thread(body);
    thread.setUncaughtExceptionHandler((where, failure) -> failed.add(failure));
    thread.start();
    thread.join();
    assertThat(failed).isEmpty();
  }

  private ProbeSink sink(RuntimeException failure) {
    return (ProbeSink)
        Proxy.newProxyInstance(
            ProbeSink.class.getClassLoader(),
            new Class<?>[] {ProbeSink.class},
            (proxy, method, arguments) -> {
              told.add(method.getName());
              if (failure != null && !method.getName().equals("failed")) {
                throw failure;
              }
              return method.getName().equals("taskStarting") ? "run" : null;
            });
  }
}
