package io.mapiaudit.journal;

import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.RunInfo;
import io.mapiaudit.model.Stack;
import io.mapiaudit.model.ThreadInfo;
import io.mapiaudit.model.Transport;
import io.mapiaudit.model.event.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Values and journals that the tests of this package share. */
final class Samples {

  static final int SMALL_SEGMENT = RecordLayout.MIN_SEGMENT_BYTES;

  static final Identity SERVICE =
      new Identity("S-1-5-18", Identity.Source.PROCESS, Identity.Level.NONE, 11, 999, 0);
  static final Identity ALICE =
      new Identity(
          "S-1-5-21-1-2-3-1001", Identity.Source.THREAD, Identity.Level.IMPERSONATION, 12, 13, 2);
  static final EntryPoint LOGON =
      new EntryPoint(
          Kind.LOGON, Bridge.JNA, "", "MAPILogonEx", "IMAPISession", EntryPoint.ResultType.HRESULT);
  static final Stack STACK =
      Stack.of(
          Arrays.asList(
              "com.acme.Mapi.logon(Mapi.java:42)", "com.acme.W\u00f6rker.r\u00fcn(W.java:7)"));
  static final RunInfo RUN =
      new RunInfo(4711, "host-a", "0.1.0", 1_700_000_000_000_000L, SERVICE, Transport.RPC_HTTP, 30);

  private Samples() {}

  static ThreadInfo thread(int id) {
    return new ThreadInfo(id, "worker-" + id, id, 1000 + id, false, false);
  }

  /** A journal of small segments; so many are kept, and so many prepared ahead. */
  static JournalWriter smallJournal(Path dir, int maxSegments, int ahead) throws IOException {
    return JournalWriter.open(
        dir,
        RUN,
        new JournalSettings(SMALL_SEGMENT, maxSegments, ahead),
        JournalClock.system(),
        SegmentFiles::allocate);
  }

  /** Appends a call that carries this number. */
  static long call(JournalWriter writer, Ref<ThreadInfo> thread, long number) {
    return writer.callEntered(
        thread, writer.intern(ALICE), writer.intern(LOGON), null, number, 0, 0, null);
  }

  /** Appends a call that carries this number, when there is room for it for certain. */
  static long callUnhurried(JournalWriter writer, Ref<ThreadInfo> thread, long number) {
    await(writer::isNextReady);
    return call(writer, thread, number);
  }

  /** Waits until it is so; fails when it is not after a minute. */
  static void await(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > TimeUnit.MINUTES.toNanos(1)) {
        throw new AssertionError("not within a minute");
      }
      LockSupport.parkNanos(50_000);
    }
  }

  static List<Event> read(Path dir, List<JournalProblem> problems) throws IOException {
    List<Event> events = new ArrayList<>();
    try (JournalReader reader = JournalReader.open(dir, problems::add)) {
      for (Event event = reader.next(); event != null; event = reader.next()) {
        events.add(event);
      }
    }
    return events;
  }

  static List<Event> read(Path dir) throws IOException {
    return read(dir, new ArrayList<>());
  }
}
