package io.mapiaudit.capture;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Submitter and worker are states of the same thread: their interplay needs no second one. */
class TasksTest {

  private static final Identity PROCESS =
      new Identity("S-1-5-18", Identity.Source.PROCESS, Identity.Level.NONE, 1, 2, 0);
  private static final Identity ALICE =
      new Identity("S-1-5-21-1001", Identity.Source.THREAD, Identity.Level.IMPERSONATION, 3, 4, 0);

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

  @Test
  void a_task_is_known_again_when_it_is_run() throws Exception {
    Object task = new Object();
    now = ALICE;
    tasks.submitting(submitter, task);
    now = PROCESS;
    TaskRun run = tasks.begin(task);
    tasks.recordStarts(worker);
    tasks.end(run);
    tasks.ended(worker, run);

    assertThat(events())
        .containsExactly(
            "submitted 1 by 1 as S-1-5-21-1001",
            "started 1 by 2 as S-1-5-18",
            "ended 1 by 2 as S-1-5-18");
  }

  @Test
  void a_task_on_a_thread_that_becomes_tracked_inside_it_started_as_the_thread_was_then()
      throws Exception {
    TaskRun run = tasks.begin(new Object());
    assertThat(run.recorded).isFalse();
    tasks.recordStarts(worker);
    now = ALICE;
    tasks.end(run);
    tasks.ended(worker, run);

    assertThat(run.recorded).isTrue();
    assertThat(events())
        .containsExactly("started 1 by 2 as S-1-5-18", "ended 1 by 2 as S-1-5-21-1001");
  }

  @Test
  void starts_are_recorded_once_and_from_the_outermost() throws Exception {
    Object outer = new Object();
    Object inner = new Object();
    tasks.submitting(submitter, inner);
    tasks.submitting(submitter, outer);
    tasks.begin(outer);
    tasks.begin(inner);
    tasks.recordStarts(worker);
    tasks.recordStarts(worker);

    assertThat(events())
        .containsSubsequence("started 2 by 2 as S-1-5-18", "started 1 by 2 as S-1-5-18")
        .hasSize(4);
  }

  @Test
  void a_task_that_ended_is_over() throws Exception {
    tasks.end(tasks.begin(new Object()));
    tasks.recordStarts(worker);

    assertThat(events()).isEmpty();
  }

  @Test
  void a_hand_over_counts_for_one_run_and_a_timers_for_all() {
    Object once = new Object();
    TimerTask often =
        new TimerTask() {
          @Override
          public void run() {}
        };
    tasks.submitting(submitter, once);
    tasks.submitting(submitter, often);

    assertThat(tasks.begin(once).number).isEqualTo(1);
    assertThat(tasks.begin(once).number).isZero();
    assertThat(tasks.begin(often).number).isEqualTo(2);
    assertThat(tasks.begin(often).number).isEqualTo(2);
  }

  @Test
  void a_later_hand_over_of_the_same_object_voids_the_earlier_one() {
    Object task = new Object();
    tasks.submitting(submitter, task);
    tasks.submittingUnrecorded(task);

    assertThat(tasks.begin(task).number).isZero();
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
