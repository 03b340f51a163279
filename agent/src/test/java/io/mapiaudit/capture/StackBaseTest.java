package io.mapiaudit.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.boot.ProbeTasks;
import org.junit.jupiter.api.Test;

class StackBaseTest {

  private static final String FORK_JOIN = "java.util.concurrent.ForkJoinTask";
  private static final StackTraceElement BOTTOM = frame("java.lang.Thread", "run", "Thread.java");

  @Test
  void tasks_are_counted_by_the_frames_that_will_tell_of_their_end() {
    StackTraceElement[] frames = {
      frame("app.Work", "runTask", "Work.java"),
      frame(FORK_JOIN, "doExec", "ForkJoinTask.java"),
      frame(FORK_JOIN, "invoke", "ForkJoinTask.java"),
      frame(ProbeTasks.class.getName(), "taskStarting", "ProbeTasks.java"),
      frame(ProbeTasks.class.getName(), "runTask", "ProbeTasks.java"),
      frame("com4j.Task", "invoke", "Task.java"),
      BOTTOM,
    };

    assertThat(StackBase.of(frames).tasks()).isEqualTo(3);
    assertThat(StackBase.of(frames).bottom()).isSameAs(BOTTOM);
  }

  @Test
  void methods_that_began_before_they_were_hooked_do_not_count() {
    StackTraceElement unhooked = frame(FORK_JOIN, "doExec", null);

    assertThat(StackBase.of(new StackTraceElement[] {unhooked, BOTTOM}).tasks()).isZero();
  }

  @Test
  void in_a_java_without_names_of_files_they_cannot_be_told_and_count() {
    StackTraceElement any = frame(FORK_JOIN, "doExec", null);
    StackTraceElement bottom = frame("java.lang.Thread", "run", null);

    assertThat(StackBase.of(new StackTraceElement[] {any, bottom}).tasks()).isEqualTo(1);
  }

  @Test
  void no_frames_tell_nothing() {
    StackBase base = StackBase.of(new StackTraceElement[0]);

    assertThat(base.tasks()).isZero();
    assertThat(base.bottom()).isNull();
  }

  private static StackTraceElement frame(String type, String method, String file) {
    return new StackTraceElement(type, method, file, 1);
  }
}
