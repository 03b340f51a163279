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
import java.util.Collections;
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
  void a_callback_is_on_top_of_what_called_it_and_found_again() {
    List<Ref<Stack>> seen = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      seen.add(stacks.into("app.Sink", "onNotify"));
    }

    assertThat(seen).allMatch(stack -> stack == seen.get(0));
    List<String> frames = seen.get(0).value().frames();
    assertThat(frames.get(0)).isEqualTo("app.Sink.onNotify(Unknown Source)");
    assertThat(frames.get(1)).doesNotContain("io.mapiaudit.capture.");
    assertThat(frames).hasSizeGreaterThan(10);
  }

  @Test
  void callbacks_called_from_one_place_are_told_apart() {
    List<String> tops = new ArrayList<>();
    String[][] callbacks = {
      {"app.Sink", "onNotify"},
      {"app.Sink", "invoke"},
      {"app.Other", "onNotify"},
      // Of equal hash codes.
      {"app.AaBB", "onNotify"},
      {"app.BBAa", "onNotify"},
      {"app.Main$$Lambda$12/0x0000000801", "invoke"},
    };
    for (int i = 0; i < 2; i++) {
      for (String[] callback : callbacks) {
        tops.add(stacks.into(callback[0], callback[1]).value().frames().get(0));
      }
    }

    assertThat(tops.subList(0, callbacks.length))
        .containsExactly(
            "app.Sink.onNotify(Unknown Source)",
            "app.Sink.invoke(Unknown Source)",
            "app.Other.onNotify(Unknown Source)",
            "app.AaBB.onNotify(Unknown Source)",
            "app.BBAa.onNotify(Unknown Source)",
            "app.Main$$Lambda.invoke(Unknown Source)")
        .isEqualTo(tops.subList(callbacks.length, tops.size()));
  }

  @Test
  void where_a_callback_was_made_does_not_matter_as_long_as_somebody_called_it() {
    Stack origin = Stack.of(Collections.singletonList("app.Main.link(Main.java:1)"));
    List<String> known = stacks.into("app.Sink", "onNotify", origin).value().frames();
    List<String> unknown = stacks.into("", "upcall stub", origin).value().frames();

    assertThat(known).startsWith("app.Sink.onNotify(Unknown Source)");
    assertThat(unknown).doesNotContain("app.Main.link(Main.java:1)").hasSize(known.size() - 1);
    assertThat(known.subList(1, known.size())).isEqualTo(unknown);
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
