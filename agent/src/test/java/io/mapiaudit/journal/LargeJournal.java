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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Records a long working day of a mail middleware: threads impersonate one of 100 users each, log
 * on, read, are notified, release and revert, over and over. Run its main method; arguments: run
 * folder, number of events, and what is to differ from {@link LargeJournalShape the usual day}.
 */
final class LargeJournal {

  private static final int USERS = 100;
  private static final int READS = 20;
  private static final int NOTIFICATIONS = 5;

  /** A session is logged off and released, each a call that returns. */
  private static final long EVENTS_AT_END = 4;

  private final JournalWriter writer;
  private final LargeJournalShape shape;
  private final Map<String, Stack> stacks = new HashMap<>();
  private long room;
  private long appended;
  private long pointer = 0x10000;

  private LargeJournal(JournalWriter writer, long events, LargeJournalShape shape) {
    this.writer = writer;
    this.shape = shape;
    // RunStarted and RunEnded are events too.
    this.room = events - 2;
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Paths.get(arguments[0]);
    long events = Long.parseLong(arguments[1]);
    LargeJournalShape shape =
        LargeJournalShape.of(Arrays.asList(arguments).subList(2, arguments.length));
    long start = System.nanoTime();
    try (JournalWriter writer = JournalWriter.open(folder, Samples.RUN, 16L << 30)) {
      LargeJournal journal = new LargeJournal(writer, events, shape);
      journal.write();
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

  private void write() {
    Middleware[] threads = new Middleware[shape.threads];
    for (int i = 0; i < shape.threads; i++) {
      threads[i] = new Middleware(i);
    }
    Deque<Runnable> logoffs = new ArrayDeque<>();
    for (int session = 0; session < shape.opened; session++) {
      Middleware thread = threads[session % shape.threads];
      long handle = thread.logon(shape.profile(session));
      logoffs.add(() -> thread.end(handle));
      if (logoffs.size() > shape.live - 1) {
        logoffs.remove().run();
      }
    }
    // Whether they live meanwhile or not: the same calls are made.
    room -= EVENTS_AT_END * logoffs.size();
    for (int turn = 0; appended < room; turn++) {
      threads[turn % shape.threads].poll(turn);
    }
    room += EVENTS_AT_END * logoffs.size();
    logoffs.forEach(Runnable::run);
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

  /** The usual stack of a call, or at many places one that differs in the innermost frame. */
  private Stack stack(EntryPoint entryPoint, int place) {
    Stack usual = stack(entryPoint.name());
    if (place == 0) {
      return usual;
    }
    return stacks.computeIfAbsent(
        entryPoint.name() + place,
        key -> {
          List<String> frames = new ArrayList<>(usual.frames());
          frames.set(0, "com.acme.mail.Sink" + place + ".onNotify(Sink.java:1)");
          return Stack.of(frames);
        });
  }

  /** One thread and the user it works for. */
  private final class Middleware {
    private final ThreadInfo thread;
    private final Identity user;
    private final String profile;
    private long store;
    private int place;

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
      long session = logon(profile);
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
        int number = turn * NOTIFICATIONS + i;
        Identity as = shape.isAstray(number) ? Samples.SERVICE : user;
        place = number % shape.places;
        call(
            as, null, com(Kind.NOTIFICATION, "IMAPIAdviseSink", "OnNotify", ""), store, 0, 0, null);
        place = 0;
      }
      call(user, null, com(Kind.UNADVISE, "IMsgStore", "Unadvise", ""), store, 0, 0, null);
      release(store);
      end(session);
      call(user, Samples.SERVICE, win32(Kind.REVERT, "RevertToSelf"), 0, 1, 0, null);
    }

    long logon(String name) {
      long session = pointer += 64;
      call(user, null, Samples.LOGON, 0, 0, session, name);
      return session;
    }

    void end(long session) {
      call(user, null, com(Kind.LOGOFF, "IMAPISession", "Logoff", ""), session, 0, 0, null);
      release(session);
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
      if (appended >= room) {
        return;
      }
      awaitRoom();
      Ref<ThreadInfo> caller = writer.intern(thread);
      long id =
          writer.callEntered(
              caller,
              writer.intern(before),
              writer.intern(entryPoint),
              writer.intern(stack(entryPoint, place)),
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
