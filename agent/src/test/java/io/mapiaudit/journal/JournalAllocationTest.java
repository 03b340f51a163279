package io.mapiaudit.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.Stack;
import io.mapiaudit.model.ThreadInfo;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class JournalAllocationTest {

  private static final int CALLS = 50_000;

  @TempDir Path dir;

  @Test
  void appending_known_values_allocates_nothing() throws Exception {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (JournalWriter writer = JournalWriter.open(dir, Samples.RUN, 256L << 20)) {
      // 200,000 events reach into a second segment, the next 100,000 stay in it.
      append(writer, 2 * CALLS);
      long id = Thread.currentThread().getId();
      long before = threads.getThreadAllocatedBytes(id);
      long measuring = threads.getThreadAllocatedBytes(id) - before;
      before = threads.getThreadAllocatedBytes(id);
      append(writer, CALLS / 10);
      long few = threads.getThreadAllocatedBytes(id) - before - measuring;
      before = threads.getThreadAllocatedBytes(id);
      append(writer, CALLS / 2);
      long many = threads.getThreadAllocatedBytes(id) - before - measuring;
      assertThat(writer.lostEvents()).isZero();
      // What a call of append itself allocates shows in both; events must add nothing.
      assertThat(many).isLessThanOrEqualTo(Math.max(few, 0) + 1000).isLessThan(CALLS / 10);
    }
  }

  private static void append(JournalWriter writer, int calls) {
    Ref<ThreadInfo> thread = writer.intern(Samples.thread(1));
    Ref<Identity> identity = writer.intern(Samples.ALICE);
    Ref<EntryPoint> logon = writer.intern(Samples.LOGON);
    Ref<Stack> stack = writer.intern(Samples.STACK);
    for (int i = 0; i < calls; i++) {
      long call = writer.callEntered(thread, identity, logon, stack, i, 0, 0, null);
      writer.callReturned(call, thread, identity, logon, null, i, 0, false);
    }
  }
}
