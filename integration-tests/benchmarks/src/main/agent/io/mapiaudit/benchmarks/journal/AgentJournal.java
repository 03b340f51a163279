package io.mapiaudit.benchmarks.journal;

import io.mapiaudit.journal.JournalWriter;
import io.mapiaudit.journal.Ref;
import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.RunInfo;
import io.mapiaudit.model.Stack;
import io.mapiaudit.model.ThreadInfo;
import io.mapiaudit.model.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;

/** The agent's journal, of its default size. */
public final class AgentJournal implements Appender {

  private static final Identity USER =
      new Identity("S-1-5-21-1-2-3-1001", Identity.Source.THREAD, Identity.Level.IMPERSONATION, 1, 2, 0);

  private final JournalWriter writer;
  private final AtomicInteger threads = new AtomicInteger();

  public AgentJournal(Path folder) throws IOException {
    RunInfo run = new RunInfo(1, "host", "1", 0, USER, Transport.UNKNOWN, 30_000_000);
    writer = JournalWriter.open(folder.resolve("run"), run, 256L << 20);
  }

  @Override
  public OfThread ofThread() {
    int id = threads.incrementAndGet();
    Ref<ThreadInfo> thread = writer.intern(new ThreadInfo(id, "caller-" + id, id, id, false, false));
    Ref<Identity> identity = writer.intern(USER);
    Ref<EntryPoint> entryPoint =
        writer.intern(
            new EntryPoint(
                Kind.CALL, Bridge.JNA, "IMAPITable", "QueryRows", "", EntryPoint.ResultType.HRESULT));
    Ref<Stack> stack = writer.intern(Stack.of(Collections.singletonList("com.acme.Mail.read(Mail.java:1)")));
    return number -> writer.callEntered(thread, identity, entryPoint, stack, number, 6, 7, null);
  }

  @Override
  public void close() throws IOException {
    long lost = writer.lostEvents();
    writer.close();
    if (lost > 0) {
      throw new IllegalStateException(lost + " events were lost: what was measured is no recording");
    }
  }
}
