package io.mapiaudit.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.Stack;
import io.mapiaudit.model.ThreadInfo;
import io.mapiaudit.model.event.AccountNamed;
import io.mapiaudit.model.event.CallEntered;
import io.mapiaudit.model.event.CallReturned;
import io.mapiaudit.model.event.Event;
import io.mapiaudit.model.event.NativeThreadEnded;
import io.mapiaudit.model.event.NativeThreadSeen;
import io.mapiaudit.model.event.RecordingSwitched;
import io.mapiaudit.model.event.RunEnded;
import io.mapiaudit.model.event.RunStarted;
import io.mapiaudit.model.event.StackSampled;
import io.mapiaudit.model.event.TaskEnded;
import io.mapiaudit.model.event.TaskStarted;
import io.mapiaudit.model.event.TaskSubmitted;
import io.mapiaudit.model.event.ThreadStarted;
import io.mapiaudit.model.event.ThreadsSwept;
import io.mapiaudit.model.event.Tick;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalRoundTripTest {

  @TempDir Path temp;

  private Path dir;
  private JournalWriter writer;
  private Ref<ThreadInfo> thread;
  private Ref<Identity> alice;
  private Ref<EntryPoint> logon;
  private Ref<Stack> stack;

  @BeforeEach
  void open() throws Exception {
    dir = temp.resolve("run");
    writer = JournalWriter.open(dir, Samples.RUN, 4 << 20);
    thread = writer.intern(Samples.thread(1));
    alice = writer.intern(Samples.ALICE);
    logon = writer.intern(Samples.LOGON);
    stack = writer.intern(Samples.STACK);
  }

  private <E extends Event> E only(Class<E> type) throws Exception {
    writer.close();
    List<JournalProblem> problems = new ArrayList<>();
    List<Event> events = Samples.read(dir, problems);
    assertThat(problems).isEmpty();
    assertThat(events).hasSize(3);
    assertThat(events.get(0)).isInstanceOf(RunStarted.class);
    assertThat(events.get(2)).isInstanceOf(RunEnded.class);
    return type.cast(events.get(1));
  }

  @Test
  void what_a_sweep_saw_comes_back_with_every_value() throws Exception {
    SweepRecords sweep = writer.sweep();
    sweep.seen(
        thread,
        alice,
        writer.intern("exmapi32.dll"),
        0x7ff0_0000_1f40L,
        0x7ff0_0000_0000L,
        77,
        true);
    NativeThreadSeen seen = only(NativeThreadSeen.class);
    assertThat(seen.thread()).isEqualTo(Samples.thread(1));
    assertThat(seen.identity()).isEqualTo(Samples.ALICE);
    assertThat(seen.module()).isEqualTo("exmapi32.dll");
    assertThat(seen.start()).isEqualTo("exmapi32.dll+0x1f40");
    assertThat(seen.startAddress()).isEqualTo(0x7ff0_0000_1f40L);
    assertThat(seen.bornMicros()).isEqualTo(77);
    assertThat(seen.isOfMapi()).isTrue();
  }

  @Test
  void a_native_thread_of_no_library_comes_back() throws Exception {
    writer.sweep().seen(thread, alice, writer.intern(""), 0x1f40, 0, 77, false);
    NativeThreadSeen seen = only(NativeThreadSeen.class);
    assertThat(seen.start()).isEqualTo("0x1f40");
    assertThat(seen.isOfMapi()).isFalse();
  }

  @Test
  void the_end_of_a_native_thread_comes_back() throws Exception {
    writer.sweep().ended(thread, 88);
    NativeThreadEnded ended = only(NativeThreadEnded.class);
    assertThat(ended.thread()).isEqualTo(Samples.thread(1));
    assertThat(ended.lastSeenMicros()).isEqualTo(88);
  }

  @Test
  void a_sweep_comes_back() throws Exception {
    writer.sweep().swept(2_000, 3, 4_000_000);
    ThreadsSwept swept = only(ThreadsSwept.class);
    assertThat(swept.threads()).isEqualTo(2_000);
    assertThat(swept.impersonating()).isEqualTo(3);
    assertThat(swept.nanos()).isEqualTo(4_000_000);
  }

  @Test
  void call_entered_comes_back_with_every_value() throws Exception {
    long id =
        writer.callEntered(
            thread,
            alice,
            logon,
            stack,
            0x1122334455667788L,
            -2,
            3,
            writer.intern("Profil \u20ac"));
    CallEntered event = only(CallEntered.class);
    assertThat(event.sequence()).isEqualTo(id).isPositive();
    assertThat(event.thread()).isEqualTo(Samples.thread(1));
    assertThat(event.identity()).isEqualTo(Samples.ALICE);
    assertThat(event.entryPoint()).isEqualTo(Samples.LOGON);
    assertThat(event.stack()).isEqualTo(Samples.STACK);
    assertThat(event.object()).isEqualTo(0x1122334455667788L);
    assertThat(event.argument()).isEqualTo(-2);
    assertThat(event.context()).isEqualTo(3);
    assertThat(event.text()).isEqualTo("Profil \u20ac");
  }

  @Test
  void absent_values_come_back_absent() throws Exception {
    writer.callEntered(thread, alice, logon, writer.intern(Stack.EMPTY), 1, 2, 3, null);
    CallEntered event = only(CallEntered.class);
    assertThat(event.stack()).isSameAs(Stack.EMPTY);
    assertThat(event.text()).isNull();
  }

  @Test
  void call_returned_comes_back_with_every_value() throws Exception {
    long sequence = writer.callReturned(77, thread, alice, logon, stack, 0x80040115L, 0xCAFE, true);
    CallReturned event = only(CallReturned.class);
    assertThat(event.sequence()).isEqualTo(sequence).isPositive();
    assertThat(event.callId()).isEqualTo(77);
    assertThat(event.thread()).isEqualTo(Samples.thread(1));
    assertThat(event.identity()).isEqualTo(Samples.ALICE);
    assertThat(event.entryPoint()).isEqualTo(Samples.LOGON);
    assertThat(event.stack()).isEqualTo(Samples.STACK);
    assertThat(event.result()).isEqualTo(0x80040115L);
    assertThat(event.created()).isEqualTo(0xCAFE);
    assertThat(event.threw()).isTrue();
  }

  @Test
  void call_returned_without_a_second_token_read_has_no_identity() throws Exception {
    writer.callReturned(77, thread, null, logon, null, 0, 0, false);
    CallReturned event = only(CallReturned.class);
    assertThat(event.identity()).isNull();
    assertThat(event.stack()).isSameAs(Stack.EMPTY);
    assertThat(event.threw()).isFalse();
  }

  @Test
  void thread_started_comes_back_with_creator_and_thread() throws Exception {
    ThreadInfo started = new ThreadInfo(9, "v", 90, 0, true, true);
    long sequence = writer.threadStarted(thread, alice, stack, writer.intern(started));
    ThreadStarted event = only(ThreadStarted.class);
    assertThat(event.sequence()).isEqualTo(sequence).isPositive();
    assertThat(event.thread()).isEqualTo(Samples.thread(1));
    assertThat(event.identity()).isEqualTo(Samples.ALICE);
    assertThat(event.stack()).isEqualTo(Samples.STACK);
    assertThat(event.started()).isEqualTo(started);
  }

  @Test
  void task_submitted_comes_back_with_every_value() throws Exception {
    long sequence = writer.taskSubmitted(thread, alice, stack, 5);
    TaskSubmitted event = only(TaskSubmitted.class);
    assertThat(event.sequence()).isEqualTo(sequence).isPositive();
    assertThat(event.thread()).isEqualTo(Samples.thread(1));
    assertThat(event.identity()).isEqualTo(Samples.ALICE);
    assertThat(event.stack()).isEqualTo(Samples.STACK);
    assertThat(event.task()).isEqualTo(5);
  }

  @Test
  void task_started_comes_back_with_every_value() throws Exception {
    long sequence = writer.taskStarted(thread, alice, 6);
    TaskStarted event = only(TaskStarted.class);
    assertThat(event.sequence()).isEqualTo(sequence).isPositive();
    assertThat(event.thread()).isEqualTo(Samples.thread(1));
    assertThat(event.identity()).isEqualTo(Samples.ALICE);
    assertThat(event.task()).isEqualTo(6);
  }

  @Test
  void task_ended_comes_back_with_every_value() throws Exception {
    long sequence = writer.taskEnded(thread, alice, 7);
    TaskEnded event = only(TaskEnded.class);
    assertThat(event.sequence()).isEqualTo(sequence).isPositive();
    assertThat(event.thread()).isEqualTo(Samples.thread(1));
    assertThat(event.identity()).isEqualTo(Samples.ALICE);
    assertThat(event.task()).isEqualTo(7);
  }

  @Test
  void stack_sampled_comes_back_with_every_value() throws Exception {
    long sequence = writer.stackSampled(thread, stack, 8);
    StackSampled event = only(StackSampled.class);
    assertThat(event.sequence()).isEqualTo(sequence).isPositive();
    assertThat(event.thread()).isEqualTo(Samples.thread(1));
    assertThat(event.stack()).isEqualTo(Samples.STACK);
    assertThat(event.callId()).isEqualTo(8);
  }

  @Test
  void tick_comes_back() throws Exception {
    long sequence = writer.tick();
    assertThat(only(Tick.class).sequence()).isEqualTo(sequence);
  }

  @Test
  void account_named_comes_back_with_every_value() throws Exception {
    writer.accountNamed("S-1-5-21-9", "ACME\\Alice \ud83d\ude00");
    AccountNamed event = only(AccountNamed.class);
    assertThat(event.sid()).isEqualTo("S-1-5-21-9");
    assertThat(event.account()).isEqualTo("ACME\\Alice \ud83d\ude00");
  }

  @Test
  void a_switch_of_recording_comes_back_with_its_reason() throws Exception {
    writer.recordingSwitched(false, "overhead");
    RecordingSwitched off = only(RecordingSwitched.class);
    assertThat(off.isOn()).isFalse();
    assertThat(off.reason()).isEqualTo("overhead");
  }

  @Test
  void a_switch_of_recording_back_on_says_so() throws Exception {
    writer.recordingSwitched(true, "operator");
    assertThat(only(RecordingSwitched.class).isOn()).isTrue();
  }

  @Test
  void run_started_tells_of_the_run() throws Exception {
    writer.close();
    RunStarted event = (RunStarted) Samples.read(dir).get(0);
    assertThat(event.run()).usingRecursiveComparison().isEqualTo(Samples.RUN);
  }

  @Test
  void every_kind_bridge_and_result_type_comes_back() throws Exception {
    List<EntryPoint> written = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (Bridge bridge : Bridge.values()) {
        for (EntryPoint.ResultType result : EntryPoint.ResultType.values()) {
          written.add(new EntryPoint(kind, bridge, "IMsgStore", "n", "c", result));
        }
      }
    }
    written.forEach(e -> writer.callEntered(thread, alice, writer.intern(e), null, 0, 0, 0, null));
    writer.close();
    assertThat(Samples.read(dir))
        .filteredOn(CallEntered.class::isInstance)
        .extracting(e -> ((CallEntered) e).entryPoint())
        .isEqualTo(written);
  }

  @Test
  void overlong_values_are_cut_and_do_not_lose_the_event() throws Exception {
    String endless = String.join("", Collections.nCopies(5000, "\u00e4"));
    Stack deep = Stack.of(Collections.nCopies(20_000, endless));
    writer.callEntered(thread, alice, logon, writer.intern(deep), 1, 2, 3, writer.intern(endless));
    CallEntered event = only(CallEntered.class);
    assertThat(event.text()).isEqualTo(endless.substring(0, 512));
    assertThat(event.stack().frames()).isNotEmpty().allMatch(f -> f.length() == 512);
  }

  @Test
  void half_a_surrogate_pair_becomes_a_question_mark() throws Exception {
    writer.accountNamed("a\ud83d", "\ude00b");
    AccountNamed event = only(AccountNamed.class);
    assertThat(event.sid() + event.account()).isEqualTo("a??b");
  }

  @Test
  void nothing_is_recorded_after_close() throws Exception {
    writer.close();
    writer.close();
    assertThat(writer.tick()).isZero();
    assertThat(writer.lostEvents()).isZero();
    assertThat(Samples.read(dir)).hasSize(2);
  }

  @Test
  void close_leaves_no_prepared_segment_behind() throws Exception {
    assertThat(SegmentFiles.list(dir)).hasSize(2);
    writer.close();
    assertThat(SegmentFiles.list(dir)).hasSize(1);
    assertThat(writer.bytesOnDisk()).isEqualTo(Files.size(SegmentFiles.path(dir, 1)));
  }

  @Test
  void only_the_owner_may_enter_the_run_folder() throws Exception {
    writer.close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir)))
        .isEqualTo("rwx------");
  }
}
