package io.mapiaudit.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.boot.ProbeTasks;
import io.mapiaudit.journal.JournalReader;
import io.mapiaudit.journal.JournalWriter;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.RunInfo;
import io.mapiaudit.model.ThreadInfo;
import io.mapiaudit.model.Transport;
import io.mapiaudit.model.event.Event;
import io.mapiaudit.model.event.TaskEnded;
import io.mapiaudit.model.event.TaskStarted;
import io.mapiaudit.model.event.TaskSubmitted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TimerTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Submitter and worker are states of the same thread: their interplay needs no second one. */
class TasksTest {

  private static final Identity PROCESS =
      new Identity("S-1-5-18", Identity.Source.PROCESS, Identity.Level.NONE, 1, 2, 0);
  private static final Identity ALICE =
      new Identity("S-1-5-21-1001", Identity.Source.THREAD, Identity.Level.IMPERSONATION, 3, 4, 0);

  private static final TimerTask OFTEN =
      new TimerTask() {
        @Override
        public void run() {}
      };

  @TempDir Path temp;

  private Path folder;
  private JournalWriter journal;
  private Tasks tasks;
  private ThreadState submitter;
  private ThreadState worker;
  private Identity now = PROCESS;

  @BeforeEach
  void open() throws Exception {
    folder = temp.resolve("run");
    RunInfo run = new RunInfo(1, "host", "test", 0, PROCESS, Transport.UNKNOWN, 1_000_000);
    journal = JournalWriter.open(folder, run, 4 << 20);
    tasks =
        new Tasks(
            journal,
            state -> {
              state.identity = now;
              state.identityRef = journal.intern(now);
            },
            new CallStacks(journal));
    submitter = state(1);
    worker = state(2);
  }

  @AfterEach
  void forget() {
    tasks.forget();
    assertThat(ProbeTasks.handOversForOnce()).hasValue(0);
    assertThat(ProbeTasks.handOvers()).hasValue(0);
  }

  @Test
  void a_task_is_known_again_when_it_is_run() throws Exception {
    Object task = new Object();
    now = ALICE;
    tasks.submitting(submitter, task);
    now = PROCESS;
    worker.begin().number = tasks.beginning(task);
    tasks.recordStarts(worker);
    end(worker.innermost());

    assertThat(events())
        .containsExactly(
            "submitted 1 by 1 as S-1-5-21-1001",
            "started 1 by 2 as S-1-5-18",
            "ended 1 by 2 as S-1-5-18");
  }

  @Test
  void tasks_a_thread_is_in_when_it_becomes_tracked_started_as_the_thread_was_then()
      throws Exception {
    worker.adopt(2);
    tasks.recordStarts(worker);
    now = ALICE;
    end(null);
    now = PROCESS;
    end(null);
    assertThat(worker.end(null)).isNull();

    assertThat(events())
        .containsExactly(
            "started 1 by 2 as S-1-5-18",
            "started 2 by 2 as S-1-5-18",
            "ended 2 by 2 as S-1-5-21-1001",
            "ended 1 by 2 as S-1-5-18");
  }

  @Test
  void a_task_that_makes_its_thread_tracked_is_on_the_stack_itself() throws Exception {
    Object task = new Object();
    tasks.submitting(submitter, task);
    worker.adopt(2);
    TaskRun run = begin(task);
    end(run);
    end(null);

    assertThat(events())
        .containsExactly(
            "submitted 1 by 1 as S-1-5-18",
            "started 2 by 2 as S-1-5-18",
            "started 1 by 2 as S-1-5-18",
            "ended 1 by 2 as S-1-5-18",
            "ended 2 by 2 as S-1-5-18");
  }

  @Test
  void a_task_that_makes_its_thread_tracked_counts_even_where_the_stack_does_not_show_it() {
    TaskRun run = begin(new Object());

    assertThat(worker.innermost()).isSameAs(run);
    assertThat(run.isAdopted()).isFalse();
  }

  @Test
  void the_end_of_a_run_of_another_recording_is_that_of_an_adopted_one() {
    TaskRun former = state(2).begin();
    worker.adopt(1);
    TaskRun adopted = worker.innermost();

    assertThat(worker.end(former)).isSameAs(adopted);
    assertThat(worker.innermost()).isNull();
    assertThat(worker.end("of another version")).isNull();
  }

  @Test
  void a_task_that_is_left_ends_with_the_one_it_is_in() {
    worker.adopt(1);
    TaskRun adopted = worker.innermost();
    worker.begin();

    assertThat(worker.end(null)).isSameAs(adopted);
    assertThat(worker.innermost()).isNull();
  }

  @Test
  void a_task_that_nothing_is_known_of_ends_no_other() {
    TaskRun run = worker.begin();

    assertThat(worker.end(null)).isNull();
    assertThat(worker.innermost()).isSameAs(run);
  }

  @Test
  void starts_are_recorded_once_and_from_the_outermost() throws Exception {
    worker.begin().number = 8;
    worker.begin().number = 9;
    tasks.recordStarts(worker);
    tasks.recordStarts(worker);

    assertThat(events())
        .containsExactly("started 8 by 2 as S-1-5-18", "started 9 by 2 as S-1-5-18");
  }

  @Test
  void a_hand_over_counts_for_one_run_and_a_timers_for_all() {
    Object once = new Object();
    tasks.submitting(submitter, once);
    tasks.submitting(submitter, OFTEN);

    assertThat(ProbeTasks.handOversForOnce()).hasValue(1);
    assertThat(tasks.beginning(once)).isEqualTo(1);
    assertThat(ProbeTasks.handOversForOnce()).hasValue(0);
    assertThat(tasks.beginning(once)).isZero();
    assertThat(tasks.beginning(OFTEN)).isEqualTo(2);
    assertThat(tasks.beginning(OFTEN)).isEqualTo(2);
    assertThat(ProbeTasks.handOvers()).hasValue(1);
  }

  @Test
  void a_later_hand_over_of_the_same_object_voids_the_earlier_one() {
    for (Object task : new Object[] {new Object(), OFTEN}) {
      tasks.submitting(submitter, task);
      assertThat(tasks.isSubmitted(task)).isTrue();
      tasks.submittingUnrecorded(task);

      assertThat(tasks.isSubmitted(task)).isFalse();
      assertThat(tasks.beginning(task)).isZero();
    }
  }

  private TaskRun begin(Object task) {
    TaskBeginning beginning = new TaskBeginning(tasks.beginning(task));
    beginning.on(worker);
    tasks.recordStarts(worker);
    return beginning.run();
  }

  private void end(TaskRun told) {
    TaskRun run = worker.end(told);
    assertThat(run.recorded).isTrue();
    tasks.ended(worker, run);
  }

  private ThreadState state(int id) {
    return new ThreadState(
        Thread.currentThread(),
        "t" + id,
        journal.intern(new ThreadInfo(id, "t" + id, id, id, false, false)));
  }

  private List<String> events() throws Exception {
    journal.close();
    List<String> events = new ArrayList<>();
    try (JournalReader reader = JournalReader.open(folder, problem -> {})) {
      for (Event event = reader.next(); event != null; event = reader.next()) {
        if (event instanceof TaskSubmitted) {
          TaskSubmitted submitted = (TaskSubmitted) event;
          // Taken where it can matter, and only there.
          assertThat(submitted.stack().isEmpty())
              .isEqualTo(!submitted.identity().isImpersonating());
          events.add(line("submitted", submitted.task(), submitted.thread(), submitted.identity()));
        } else if (event instanceof TaskStarted) {
          TaskStarted started = (TaskStarted) event;
          events.add(line("started", started.task(), started.thread(), started.identity()));
        } else if (event instanceof TaskEnded) {
          TaskEnded ended = (TaskEnded) event;
          events.add(line("ended", ended.task(), ended.thread(), ended.identity()));
        }
      }
    }
    return events;
  }

  private static String line(String what, long task, ThreadInfo thread, Identity identity) {
    return what + " " + task + " by " + thread.id() + " as " + identity.sid();
  }
}
