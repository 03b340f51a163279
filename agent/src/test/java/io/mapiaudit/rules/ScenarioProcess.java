package io.mapiaudit.rules;

import io.mapiaudit.model.Identity;
import io.mapiaudit.model.RunInfo;
import io.mapiaudit.model.ThreadInfo;
import io.mapiaudit.model.Transport;
import io.mapiaudit.model.event.AccountNamed;
import io.mapiaudit.model.event.EnvironmentObserved;
import io.mapiaudit.model.event.Event;
import io.mapiaudit.model.event.EventHandler;
import io.mapiaudit.model.event.EventsLost;
import io.mapiaudit.model.event.NativeThreadEnded;
import io.mapiaudit.model.event.NativeThreadSeen;
import io.mapiaudit.model.event.RecordingSwitched;
import io.mapiaudit.model.event.RunEnded;
import io.mapiaudit.model.event.RunStarted;
import io.mapiaudit.model.event.ThreadsSwept;
import io.mapiaudit.model.event.Tick;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;

/** One process of a scenario. */
public final class ScenarioProcess {

  static final long STALL_MICROS = 30_000_000;

  private final Scenario scenario;
  private final EventHandler handler;
  private final long pid;
  private final Map<String, ScenarioThread> threads = new LinkedHashMap<>();
  private Identity identity = Users.SERVICE;
  private Transport transport = Transport.UNKNOWN;
  private String host = "mail01";
  private boolean started;
  private long sequence;
  private long tasks;

  ScenarioProcess(Scenario scenario, EventHandler handler, long pid) {
    this.scenario = scenario;
    this.handler = handler;
    this.pid = pid;
  }

  public ScenarioProcess runningAs(Identity user) {
    identity = user;
    return this;
  }

  public ScenarioProcess over(Transport value) {
    transport = value;
    return this;
  }

  public ScenarioProcess onHost(String name) {
    host = name;
    return this;
  }

  public Identity identity() {
    return identity;
  }

  Scenario scenario() {
    return scenario;
  }

  /** A platform thread, made when first named. */
  public ScenarioThread thread(String name) {
    return thread(name, false, false);
  }

  public ScenarioThread virtualThread(String name) {
    return thread(name, true, false);
  }

  /** A thread of native code that calls into Java. */
  public ScenarioThread nativeThread(String name) {
    return thread(name, false, true);
  }

  private ScenarioThread thread(String name, boolean virtual, boolean attached) {
    return threads.computeIfAbsent(
        name,
        n -> {
          int id = threads.size() + 1;
          return new ScenarioThread(
              this, new ThreadInfo(id, n, 20L + id, 4000L + id, virtual, attached));
        });
  }

  long newTask() {
    return ++tasks;
  }

  long emit(LongFunction<Event> event) {
    if (!started) {
      started = true;
      newSegment();
    }
    long id = ++sequence;
    deliver(event.apply(id));
    return id;
  }

  /** The journal goes on in a new segment, which begins with the run's header again. */
  public ScenarioProcess newSegment() {
    long micros = scenario.nextMicros();
    deliver(
        new RunStarted(
            ++sequence,
            micros,
            new RunInfo(pid, host, "test", micros, identity, transport, STALL_MICROS)));
    return this;
  }

  private void deliver(Event event) {
    event.deliverTo(scenario.witness());
    event.deliverTo(handler);
  }

  public ScenarioProcess named(Identity user, String account) {
    emit(id -> new AccountNamed(id, scenario.nextMicros(), user.sid(), account));
    return this;
  }

  public ScenarioProcess observed(String key, String value) {
    emit(id -> new EnvironmentObserved(id, scenario.nextMicros(), key, value));
    return this;
  }

  public ScenarioProcess tick() {
    emit(id -> new Tick(id, scenario.nextMicros()));
    return this;
  }

  /** A sweep sees a thread of a library that makes MAPI's threads; its number for other calls. */
  public long nativeWorker(long osId, String module, Identity user) {
    return nativeThread(osId, module, user, true);
  }

  /** A sweep sees a native thread of any other library. */
  public long nativeThread(long osId, String module, Identity user) {
    return nativeThread(osId, module, user, false);
  }

  private long nativeThread(long osId, String module, Identity user, boolean ofMapi) {
    emit(
        id ->
            new NativeThreadSeen(
                id,
                scenario.nextMicros(),
                nativeInfo(osId),
                user,
                module,
                0x10001f40,
                0x10000000,
                scenario.now(),
                ofMapi));
    return osId;
  }

  private static ThreadInfo nativeInfo(long osId) {
    return new ThreadInfo((int) -osId, "native", 0, osId, false, false);
  }

  /** A sweep misses a thread that the one before saw. */
  public ScenarioProcess nativeThreadEnded(long osId) {
    emit(
        id ->
            new NativeThreadEnded(
                id, scenario.nextMicros(), nativeInfo(osId), scenario.now() - 1_000));
    return this;
  }

  /** A sweep is over, after it saw these. */
  public ScenarioProcess sweeps(long... threads) {
    emit(id -> new ThreadsSwept(id, scenario.nextMicros(), 30 + threads.length, 0, 1_000_000));
    return this;
  }

  public ScenarioProcess lostEvents() {
    emit(id -> new EventsLost(id, scenario.nextMicros(), 3));
    return this;
  }

  public ScenarioProcess recording(boolean on) {
    emit(id -> new RecordingSwitched(id, scenario.nextMicros(), on, "test"));
    return this;
  }

  public ScenarioProcess end() {
    emit(id -> new RunEnded(id, scenario.nextMicros()));
    return this;
  }
}
