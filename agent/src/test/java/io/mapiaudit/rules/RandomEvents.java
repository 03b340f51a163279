package io.mapiaudit.rules;

import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.EntryPoint.ResultType;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.RunInfo;
import io.mapiaudit.model.Stack;
import io.mapiaudit.model.ThreadInfo;
import io.mapiaudit.model.Transport;
import io.mapiaudit.model.event.AccountNamed;
import io.mapiaudit.model.event.CallEntered;
import io.mapiaudit.model.event.CallReturned;
import io.mapiaudit.model.event.EnvironmentObserved;
import io.mapiaudit.model.event.EventHandler;
import io.mapiaudit.model.event.EventsLost;
import io.mapiaudit.model.event.NativeThreadEnded;
import io.mapiaudit.model.event.NativeThreadSeen;
import io.mapiaudit.model.event.RunStarted;
import io.mapiaudit.model.event.StackSampled;
import io.mapiaudit.model.event.TaskEnded;
import io.mapiaudit.model.event.TaskStarted;
import io.mapiaudit.model.event.TaskSubmitted;
import io.mapiaudit.model.event.ThreadStarted;
import io.mapiaudit.model.event.ThreadsSwept;
import io.mapiaudit.model.event.Tick;
import java.util.Random;

/** Events without sense: what a damaged or truncated journal could hold at worst. */
final class RandomEvents {

  private static final Identity[] IDENTITIES = {
    Users.SERVICE, Users.ALICE, Users.BOB, Users.CAROL, Users.UNREADABLE
  };
  private static final long[] RESULTS = {0, 0, 0, 1, 0x80040115L, 0x80004005L, -1};
  private static final String[] CREATES = {"", "IMsgStore", "IMAPIAdviseSink"};

  private final Random random;
  private long sequence;
  private long micros = 1_700_000_000_000_000L;

  private RandomEvents(long seed) {
    random = new Random(seed);
  }

  static void play(long seed, int events, EventHandler... handlers) {
    RandomEvents source = new RandomEvents(seed);
    for (int i = 0; i < events; i++) {
      source.one(handlers[source.random.nextInt(handlers.length)]);
    }
  }

  /** A program that starts threads, logs on, opens, submits and never gives anything back. */
  static void leak(int rounds, EventHandler handler) {
    RandomEvents source = new RandomEvents(0);
    source.start(handler);
    for (int i = 1; i <= rounds; i++) {
      source.leakRound(i, handler);
    }
  }

  private void leakRound(int i, EventHandler handler) {
    ThreadInfo thread = new ThreadInfo(i, "t" + i, i, i, false, false);
    Stack stack = ScenarioThread.stackIn("com.acme.C" + i + ".run");
    EntryPoint logon = entryPoint(Kind.LOGON, "", ResultType.HRESULT);
    EntryPoint sink = entryPoint(Kind.OPEN, "IMAPIAdviseSink", ResultType.HRESULT);
    EntryPoint store = entryPoint(Kind.OPEN, "IMsgStore", ResultType.HRESULT);
    call(handler, thread, logon, stack, 0, 0x1000);
    call(handler, thread, store, stack, 0x1000, 0x100000L + i);
    call(handler, thread, sink, stack, 0, 0x90000000L + i);
    micros += 10;
    new TaskSubmitted(++sequence, micros, thread, Users.ALICE, stack, i).deliverTo(handler);
  }

  private void call(
      EventHandler handler, ThreadInfo thread, EntryPoint point, Stack stack, long on, long made) {
    long id = ++sequence;
    micros += 10;
    new CallEntered(id, micros, thread, Users.ALICE, point, stack, on, id, id, "P")
        .deliverTo(handler);
    new CallReturned(++sequence, micros, id, thread, null, point, Stack.EMPTY, 0, made, false)
        .deliverTo(handler);
  }

  private void start(EventHandler handler) {
    new RunStarted(
            ++sequence,
            micros,
            new RunInfo(1, "h", "test", micros, Users.SERVICE, pick(Transport.values()), 30_000))
        .deliverTo(handler);
  }

  private void one(EventHandler handler) {
    micros += random.nextInt(1_000);
    long id = ++sequence;
    switch (random.nextInt(27)) {
      case 0:
        start(handler);
        break;
      case 1:
        new ThreadStarted(id, micros, thread(), identity(), stack(), thread()).deliverTo(handler);
        break;
      case 2:
        new TaskSubmitted(id, micros, thread(), identity(), stack(), small()).deliverTo(handler);
        break;
      case 3:
        new TaskStarted(id, micros, thread(), identity(), small()).deliverTo(handler);
        break;
      case 4:
        new TaskEnded(id, micros, thread(), identity(), small()).deliverTo(handler);
        break;
      case 5:
        new StackSampled(id, micros, thread(), stack(), id - small()).deliverTo(handler);
        break;
      case 6:
        new Tick(id, micros).deliverTo(handler);
        break;
      case 7:
        new AccountNamed(id, micros, identity().sid(), "ACME\\$1 x" + small()).deliverTo(handler);
        break;
      case 8:
        new EventsLost(id, micros, small()).deliverTo(handler);
        break;
      case 9:
        new EnvironmentObserved(
                id, micros, EnvironmentObserved.MAPI_HTTP_DISABLED + identity().sid(), "" + small())
            .deliverTo(handler);
        break;
      case 10:
        new NativeThreadSeen(
                id, micros, thread(), identity(), "m.dll", small(), 0, micros, random.nextBoolean())
            .deliverTo(handler);
        break;
      case 11:
        new NativeThreadEnded(id, micros, thread(), micros).deliverTo(handler);
        break;
      case 12:
        new ThreadsSwept(id, micros, small(), small(), small()).deliverTo(handler);
        break;
      default:
        if (random.nextBoolean()) {
          enter(handler, id);
        } else {
          giveBack(handler, id);
        }
    }
  }

  private void enter(EventHandler handler, long id) {
    new CallEntered(
            id,
            micros,
            thread(),
            identity(),
            point(),
            stack(),
            small(),
            random.nextInt(64),
            small(),
            random.nextBoolean() ? null : "P" + small())
        .deliverTo(handler);
  }

  private void giveBack(EventHandler handler, long id) {
    Identity after = random.nextBoolean() ? null : identity();
    long result = RESULTS[random.nextInt(RESULTS.length)];
    new CallReturned(
            id,
            micros,
            id - random.nextInt(8),
            thread(),
            after,
            point(),
            stack(),
            result,
            small(),
            random.nextInt(20) == 0)
        .deliverTo(handler);
  }

  private EntryPoint point() {
    Kind kind = pick(Kind.values());
    return new EntryPoint(
        kind, pick(Bridge.values()), "I", kind.label(), pick(CREATES), pick(ResultType.values()));
  }

  private static EntryPoint entryPoint(Kind kind, String creates, ResultType type) {
    return new EntryPoint(kind, Bridge.JNA, "I", kind.label(), creates, type);
  }

  private ThreadInfo thread() {
    int id = random.nextInt(6);
    return new ThreadInfo(id, "t" + id, id, id, id == 5, false);
  }

  private Identity identity() {
    return pick(IDENTITIES);
  }

  private Stack stack() {
    int n = random.nextInt(6);
    return n == 0 ? Stack.EMPTY : ScenarioThread.stackIn("com.acme.C" + n + ".run");
  }

  private int small() {
    return random.nextInt(12);
  }

  private <T> T pick(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
