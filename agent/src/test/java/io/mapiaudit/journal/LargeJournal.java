package io.mapiaudit.journal;

import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.EntryPoint.ResultType;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.Stack;
import io.mapiaudit.model.ThreadInfo;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Records a long working day of a mail middleware: 200 threads impersonate one of 100 users each,
 * log on, read, are notified, release and revert, over and over. One notification in a hundred runs
 * in the identity of the process. Run its main method; arguments: run folder, number of events, and
 * if wanted the numbers of threads and of sessions that are opened first.
 */
final class LargeJournal {

  private static final int THREADS = 200;
  private static final int LIVE = 0;
  private static final int USERS = 100;
  private static final int READS = 20;
  private static final int NOTIFICATIONS = 5;

  private final JournalWriter writer;
  private final long events;
  private final Map<String, Stack> stacks = new HashMap<>();
  private long appended;
  private long pointer = 0x10000;

  private LargeJournal(JournalWriter writer, long events) {
    this.writer = writer;
    this.events = events;
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Paths.get(arguments[0]);
    long events = Long.parseLong(arguments[1]);
    int threads = arguments.length > 2 ? Integer.parseInt(arguments[2]) : THREADS;
    int live = arguments.length > 3 ? Integer.parseInt(arguments[3]) : LIVE;
    long start = System.nanoTime();
    try (JournalWriter writer = JournalWriter.open(folder, Samples.RUN, 16L << 30)) {
      LargeJournal journal = new LargeJournal(writer, events);
      journal.write(threads, live);
      System.out.println(
          String.format(
              Locale.ROOT,
              "recorded %d events in %.1f s, %d lost, %d MiB",
              journal.appended,
              (System.nanoTime() - start) / 1e9,
              writer.lostEvents(),
              writer.bytesOnDisk() >> 20));
    }
  }

  private void write(int number, int live) {
    Middleware[] threads = new Middleware[number];
    for (int i = 0; i < number; i++) {
      threads[i] = new Middleware(i);
    }
    for (int session = 0; session < live; session++) {
      threads[session % number].logon("live-" + session);
    }
    // RunStarted and RunEnded are events too.
    for (int turn = 0; appended < events - 2; turn++) {
      threads[turn % number].poll(turn);
    }
  }

  /** Nobody waits for room in an application; here every event has to be there. */
  private void awaitRoom() {
    Samples.await(writer::isNextReady);
  }

  private static EntryPoint com(Kind kind, String owner, String name, String creates) {
    return new EntryPoint(kind, Bridge.JNA, owner, name, creates, ResultType.HRESULT);
  }

  private static EntryPoint win32(Kind kind, String name) {
    return new EntryPoint(kind, Bridge.JNA, "", name, "", ResultType.BOOL);
  }

  private Stack stack(String method) {
    return stacks.computeIfAbsent(method, LargeJournal::newStack);
  }

  private static Stack newStack(String method) {
    String[] frames = new String[30];
    Arrays.setAll(frames, i -> "com.acme.mail.Layer" + i + "." + method + "(Layer.java:" + i + ")");
    return Stack.of(Arrays.asList(frames));
  }

  /** One thread and the user it works for. */
  private final class Middleware {
    private final ThreadInfo thread;
    private final Identity user;
    private final String profile;
    private long session;
    private long store;

    Middleware(int number) {
      thread = Samples.thread(number);
      int id = number % USERS;
      user =
          new Identity(
              "S-1-5-21-1-2-3-" + (1000 + id),
              Identity.Source.THREAD,
              Identity.Level.IMPERSONATION,
              5000 + number,
              9000 + id,
              0);
      profile = "profile-" + id;
    }

    void poll(int turn) {
      call(
          Samples.SERVICE, user, win32(Kind.IMPERSONATE, "ImpersonateLoggedOnUser"), 0, 1, 0, null);
      logon(profile);
      store = pointer += 64;
      call(
          user,
          null,
          com(Kind.OPEN, "IMAPISession", "OpenMsgStore", "IMsgStore"),
          session,
          0,
          store,
          null);
      call(user, null, com(Kind.ADVISE, "IMsgStore", "Advise", ""), store, 0, 0, null);
      for (int i = 0; i < READS; i++) {
        read();
      }
      for (int i = 0; i < NOTIFICATIONS; i++) {
        Identity as = (turn * NOTIFICATIONS + i) % 100 == 0 ? Samples.SERVICE : user;
        call(
            as, null, com(Kind.NOTIFICATION, "IMAPIAdviseSink", "OnNotify", ""), store, 0, 0, null);
      }
      call(user, null, com(Kind.UNADVISE, "IMsgStore", "Unadvise", ""), store, 0, 0, null);
      release(store);
      call(user, null, com(Kind.LOGOFF, "IMAPISession", "Logoff", ""), session, 0, 0, null);
      release(session);
      call(user, Samples.SERVICE, win32(Kind.REVERT, "RevertToSelf"), 0, 1, 0, null);
    }

    /** A session that nobody logs off, unless {@link #poll} does. */
    void logon(String name) {
      session = pointer += 64;
      call(user, null, Samples.LOGON, 0, 0, session, name);
    }

    private void read() {
      long table = pointer += 64;
      call(
          user,
          null,
          com(Kind.OPEN, "IMAPIFolder", "GetContentsTable", "IMAPITable"),
          store,
          0,
          table,
          null);
      call(user, null, com(Kind.CALL, "IMAPITable", "QueryRows", ""), table, 0, 0, null);
      release(table);
    }

    private void release(long object) {
      EntryPoint release =
          new EntryPoint(Kind.RELEASE, Bridge.JNA, "IUnknown", "Release", "", ResultType.COUNT);
      call(user, null, release, object, 0, 0, null);
    }

    private void call(
        Identity before,
        Identity after,
        EntryPoint entryPoint,
        long object,
        long result,
        long created,
        String text) {
      if (appended >= events - 2) {
        return;
      }
      awaitRoom();
      Ref<ThreadInfo> caller = writer.intern(thread);
      long id =
          writer.callEntered(
              caller,
              writer.intern(before),
              writer.intern(entryPoint),
              writer.intern(stack(entryPoint.name())),
              object,
              0,
              0,
              writer.intern(text));
      writer.callReturned(
          id,
          caller,
          writer.intern(after),
          writer.intern(entryPoint),
          null,
          result,
          created,
          false);
      appended += 2;
    }
  }
}
