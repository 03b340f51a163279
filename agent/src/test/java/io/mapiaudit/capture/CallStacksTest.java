package io.mapiaudit.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.boot.ProbeTasks;
import io.mapiaudit.journal.JournalWriter;
import io.mapiaudit.journal.Ref;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.RunInfo;
import io.mapiaudit.model.Stack;
import io.mapiaudit.model.Transport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallStacksTest {

  private static final Identity PROCESS =
      new Identity("S-1-5-18", Identity.Source.PROCESS, Identity.Level.NONE, 1, 2, 0);

  @TempDir Path temp;

  private JournalWriter journal;
  private CallStacks stacks;

  @BeforeEach
  void open() throws Exception {
    RunInfo run = new RunInfo(1, "host", "test", 0, PROCESS, Transport.UNKNOWN, 1_000_000);
    journal = JournalWriter.open(temp.resolve("run"), run, 4 << 20);
    stacks = new CallStacks(journal);
  }

  @AfterEach
  void close() throws Exception {
    journal.close();
  }

  @Test
  void a_place_seen_before_has_the_stack_it_had_then() {
    List<Ref<Stack>> seen = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      seen.add(stacks.here());
    }

    assertThat(seen).allMatch(stack -> stack == seen.get(0));
    assertThat(seen.get(0)).isSameAs(journal.intern(seen.get(0).value()));
  }

  @Test
  void every_place_has_its_own_stack() {
    for (int i = 0; i < 3; i++) {
      // By way of the JDK, for frames of this package count as the agent's own.
      List<String> one = Optional.of(stacks).map(CallStacks::here).get().value().frames();
      List<String> other = Stream.of(stacks).map(CallStacks::here).findAny().get().value().frames();

      assertThat(one.get(0)).startsWith("java.util.Optional.map(");
      assertThat(other.get(0)).startsWith("java.util.stream.");
    }
  }

  @Test
  void the_bottom_is_the_frame_the_thread_began_with() throws Exception {
    List<StackTraceElement> bottoms = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Thread thread = new Thread(() -> bottoms.add(stacks.base().bottom()));
      thread.start();
      thread.join();
    }

    assertThat(bottoms).hasSize(3).allMatch(b -> b.getClassName().equals("java.lang.Thread"));
    assertThat(bottoms).allMatch(b -> b.getMethodName().equals("run"));
  }

  @Test
  void tasks_are_those_on_the_stack_of_the_thread_each_time() {
    List<Integer> tasks = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      tasks.add(stacks.base().tasks());
      ProbeTasks.runTask(
          () -> {
            tasks.add(stacks.base().tasks());
            ProbeTasks.runTask(() -> tasks.add(stacks.base().tasks()));
          });
    }

    assertThat(tasks).containsExactly(0, 1, 2, 0, 1, 2, 0, 1, 2);
  }

  @Test
  void tasks_and_bottom_of_a_deep_stack_are_found_behind_what_a_throwable_keeps() throws Exception {
    List<StackBase> bases = new ArrayList<>();
    // The same frames as far as a throwable shows them, in other ones.
    Runnable deep = () -> deep(2_000, () -> bases.add(stacks.base()));
    Thread thread =
        new Thread(
            () -> {
              ProbeTasks.runTask(deep);
              deep.run();
            });
    thread.start();
    thread.join();

    assertThat(bases).extracting(StackBase::tasks).containsExactly(1, 0);
    assertThat(bases).allMatch(base -> base.bottom().getClassName().equals("java.lang.Thread"));
  }

  private static void deep(int frames, Runnable body) {
    if (frames == 0) {
      body.run();
    } else {
      deep(frames - 1, body);
    }
  }
}
