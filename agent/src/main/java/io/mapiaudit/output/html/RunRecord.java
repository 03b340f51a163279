package io.mapiaudit.output.html;

import io.mapiaudit.model.Identity;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.ThreadInfo;
import io.mapiaudit.model.event.AccountNamed;
import io.mapiaudit.model.event.CallEntered;
import io.mapiaudit.model.event.CallReturned;
import io.mapiaudit.model.event.EnvironmentObserved;
import io.mapiaudit.model.event.Event;
import io.mapiaudit.model.event.EventHandler;
import io.mapiaudit.model.event.EventsLost;
import io.mapiaudit.model.event.NativeThreadEnded;
import io.mapiaudit.model.event.NativeThreadSeen;
import io.mapiaudit.model.event.RecordingSwitched;
import io.mapiaudit.model.event.RunEnded;
import io.mapiaudit.model.event.RunStarted;
import io.mapiaudit.model.event.TaskEnded;
import io.mapiaudit.model.event.TaskStarted;
import io.mapiaudit.model.event.TaskSubmitted;
import io.mapiaudit.model.event.ThreadStarted;
import io.mapiaudit.model.event.ThreadsSwept;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/** Gathers what the page shows of one run while its events pass, in bounded room. */
final class RunRecord implements EventHandler {

  /** What {@link #activity} counts. */
  static final int CALLS = 0;

  static final int NOTIFICATIONS = 1;
  static final int FINDINGS = 2;

  private final String name;
  private final Path folder;
  private final Users users;
  private final Lanes lanes;
  private final NativeLanes natives;
  private final SessionLog sessions;
  private final Consumer<RunRecord> turn;
  private final Activity activity = new Activity(3);
  private final CallCounts calls = new CallCounts();
  private final RunFacts facts = new RunFacts();
  private HandOvers handOvers = new HandOvers(Segments.NOBODY);
  private Lane current;

  /**
   * A run without events.
   *
   * @param folder where it was recorded
   * @param room for lanes
   * @param turn is told before each event that it is this run's turn
   */
  RunRecord(String name, Path folder, Users users, IntSupplier room, Consumer<RunRecord> turn) {
    this.name = name;
    this.folder = folder;
    this.users = users;
    this.lanes = new Lanes(users, room);
    this.natives = new NativeLanes(lanes);
    this.sessions = new SessionLog(users);
    this.turn = turn;
  }

  private void begin(Event event) {
    turn.accept(this);
    current = null;
    facts.seen(event);
  }

  /** The thread's lane, which becomes the one that findings of this event are marked on. */
  private Lane seen(ThreadInfo thread, Identity identity, long micros) {
    Lane lane = lanes.of(thread);
    current = lane;
    if (lane != null && identity != null) {
      int user = lane.seen(identity, micros);
      if (handOvers.seen(thread.id(), user, micros)) {
        lane.add(MarkKind.TAKE_OVER, micros, micros, 0);
      }
    }
    return lane;
  }

  @Override
  public void on(RunStarted event) {
    begin(event);
    if (facts.info() == null) {
      facts.started(event.run());
      users.process(event.run().processIdentity());
      handOvers = new HandOvers(users.number(event.run().processIdentity()));
    }
  }

  @Override
  public void on(CallEntered event) {
    begin(event);
    Kind kind = event.entryPoint().kind();
    calls.add(event.entryPoint());
    activity.add(kind == Kind.NOTIFICATION ? NOTIFICATIONS : CALLS, event.timeMicros());
    Lane lane = seen(event.thread(), event.identity(), event.timeMicros());
    if (lane != null) {
      lane.entered(event);
    }
  }

  @Override
  public void on(CallReturned event) {
    begin(event);
    Lane lane = seen(event.thread(), event.identity(), event.timeMicros());
    if (lane != null) {
      lane.returned(event);
    }
  }

  @Override
  public void on(ThreadStarted event) {
    begin(event);
    Lane lane = seen(event.thread(), event.identity(), event.timeMicros());
    if (lane != null) {
      lane.add(MarkKind.HAND_OVER, event.timeMicros(), event.timeMicros(), 0);
    }
    handOvers.created(
        event.started().id(),
        event.thread().id(),
        users.number(event.identity()),
        event.timeMicros());
    Lane started = lanes.of(event.started());
    if (started != null) {
      started.createdBy(event.thread().name(), event.timeMicros());
    }
  }

  @Override
  public void on(TaskSubmitted event) {
    begin(event);
    Lane lane = seen(event.thread(), event.identity(), event.timeMicros());
    if (lane != null) {
      lane.add(MarkKind.HAND_OVER, event.timeMicros(), event.timeMicros(), 0);
    }
    int user = users.number(event.identity());
    handOvers.submitted(event.task(), event.thread().id(), user, event.timeMicros());
  }

  @Override
  public void on(TaskStarted event) {
    begin(event);
    Lane lane = seen(event.thread(), event.identity(), event.timeMicros());
    int user = users.number(event.identity());
    if (handOvers.begun(event.task(), event.thread().id(), user, event.timeMicros())
        && lane != null) {
      lane.add(MarkKind.TAKE_OVER, event.timeMicros(), event.timeMicros(), 0);
    }
  }

  @Override
  public void on(TaskEnded event) {
    begin(event);
    seen(event.thread(), event.identity(), event.timeMicros());
  }

  @Override
  public void on(AccountNamed event) {
    begin(event);
    users.name(event.sid(), event.account());
  }

  @Override
  public void on(EnvironmentObserved event) {
    begin(event);
    facts.observed(event);
  }

  @Override
  public void on(EventsLost event) {
    begin(event);
    facts.lost(event.count());
  }

  @Override
  public void on(RecordingSwitched event) {
    begin(event);
    facts.switched(event);
    natives.switched(event.isOn(), event.timeMicros());
  }

  @Override
  public void on(NativeThreadSeen event) {
    begin(event);
    natives.seen(event, facts.firstMicros());
  }

  @Override
  public void on(NativeThreadEnded event) {
    begin(event);
    natives.ended(event);
  }

  @Override
  public void on(ThreadsSwept event) {
    begin(event);
    natives.swept(event.timeMicros());
  }

  @Override
  public void on(RunEnded event) {
    begin(event);
    facts.ended();
  }

  /** A rule found something at the event whose turn it is. */
  void raisedHere(long finding) {
    mark(current, finding);
  }

  /** A rule found one more native thread at the sweep whose turn it is. */
  void raisedOnNative(long finding) {
    if (facts.info() != null) {
      mark(natives.nextAs(facts.info().processIdentity()), finding);
    }
  }

  private void mark(Lane lane, long finding) {
    if (lane != null) {
      long now = facts.lastMicros();
      lane.add(MarkKind.FINDING, now, now, finding);
      activity.add(FINDINGS, now);
    }
  }

  /** A rule found something for the first time, about this thread. */
  void raisedOn(ThreadInfo thread, long micros, long finding) {
    Lane lane = thread.id() < 0 ? natives.needed(thread) : lanes.needed(thread, null);
    lane.add(MarkKind.FINDING, micros, micros, finding);
    activity.add(FINDINGS, micros);
  }

  /** There are no more events. */
  void close() {
    natives.close();
    for (Lane lane : lanes.all()) {
      lane.end(facts.lastMicros());
    }
  }

  String name() {
    return name;
  }

  Path folder() {
    return folder;
  }

  RunFacts facts() {
    return facts;
  }

  Lanes lanes() {
    return lanes;
  }

  NativeLanes natives() {
    return natives;
  }

  SessionLog sessions() {
    return sessions;
  }

  HandOvers handOvers() {
    return handOvers;
  }

  Activity activity() {
    return activity;
  }

  CallCounts calls() {
    return calls;
  }
}
