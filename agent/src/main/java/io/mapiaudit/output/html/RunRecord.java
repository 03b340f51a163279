package io.mapiaudit.output.html;

import io.mapiaudit.model.Identity;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.RunInfo;
import io.mapiaudit.model.ThreadInfo;
import io.mapiaudit.model.event.AccountNamed;
import io.mapiaudit.model.event.CallEntered;
import io.mapiaudit.model.event.CallReturned;
import io.mapiaudit.model.event.EnvironmentObserved;
import io.mapiaudit.model.event.Event;
import io.mapiaudit.model.event.EventHandler;
import io.mapiaudit.model.event.EventsLost;
import io.mapiaudit.model.event.RecordingSwitched;
import io.mapiaudit.model.event.RunEnded;
import io.mapiaudit.model.event.RunStarted;
import io.mapiaudit.model.event.TaskEnded;
import io.mapiaudit.model.event.TaskStarted;
import io.mapiaudit.model.event.TaskSubmitted;
import io.mapiaudit.model.event.ThreadStarted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/** Gathers what the page shows of one run while its events pass, in bounded room. */
final class RunRecord implements EventHandler {

  /** What {@link #activity} counts. */
  static final int CALLS = 0;

  static final int NOTIFICATIONS = 1;
  static final int FINDINGS = 2;

  private static final int MAX_FACTS = 500;

  /** A moment at which recording was switched. */
  static final class Switch {
    private final long micros;
    private final boolean on;
    private final String reason;

    private Switch(RecordingSwitched event) {
      micros = event.timeMicros();
      on = event.isOn();
      reason = event.reason();
    }

    long micros() {
      return micros;
    }

    boolean isOn() {
      return on;
    }

    String reason() {
      return reason;
    }
  }

  private final String name;
  private final Path folder;
  private final Users users;
  private final Lanes lanes;
  private final SessionLog sessions;
  private final Consumer<RunRecord> turn;
  private final Activity activity = new Activity(3);
  private final CallCounts calls = new CallCounts();
  private final Map<String, String> facts = new LinkedHashMap<>();
  private final List<Switch> switches = new ArrayList<>();
  private HandOvers handOvers = new HandOvers(Segments.NOBODY);
  private RunInfo info;
  private long events;
  private long lost;
  private long firstMicros = Long.MAX_VALUE;
  private long lastMicros;
  private boolean ended;
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
    this.sessions = new SessionLog(users);
    this.turn = turn;
  }

  private void begin(Event event) {
    turn.accept(this);
    current = null;
    events++;
    firstMicros = Math.min(firstMicros, event.timeMicros());
    lastMicros = Math.max(lastMicros, event.timeMicros());
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
    if (info == null) {
      info = event.run();
      users.process(info.processIdentity());
      handOvers = new HandOvers(users.number(info.processIdentity()));
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
    if (facts.size() < MAX_FACTS || facts.containsKey(event.key())) {
      facts.put(event.key(), event.value());
    }
  }

  @Override
  public void on(EventsLost event) {
    begin(event);
    lost += event.count();
  }

  @Override
  public void on(RecordingSwitched event) {
    begin(event);
    if (switches.size() < MAX_FACTS) {
      switches.add(new Switch(event));
    }
  }

  @Override
  public void on(RunEnded event) {
    begin(event);
    ended = true;
  }

  /** A rule found something at the event whose turn it is. */
  void raisedHere(long finding) {
    if (current != null) {
      current.add(MarkKind.FINDING, lastMicros, lastMicros, finding);
      activity.add(FINDINGS, lastMicros);
    }
  }

  /** A rule found something for the first time, about this thread. */
  void raisedOn(ThreadInfo thread, long micros, long finding) {
    lanes.needed(thread).add(MarkKind.FINDING, micros, micros, finding);
    activity.add(FINDINGS, micros);
  }

  /** There are no more events. */
  void close() {
    for (Lane lane : lanes.all()) {
      lane.end(lastMicros);
    }
  }

  String name() {
    return name;
  }

  Path folder() {
    return folder;
  }

  /** Null when the recording has no beginning. */
  RunInfo info() {
    return info;
  }

  Lanes lanes() {
    return lanes;
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

  Map<String, String> facts() {
    return facts;
  }

  List<Switch> switches() {
    return switches;
  }

  long events() {
    return events;
  }

  long lostEvents() {
    return lost;
  }

  long firstMicros() {
    return Math.min(firstMicros, lastMicros);
  }

  long lastMicros() {
    return lastMicros;
  }

  /** True when the recording was ended in order. */
  boolean hasEnded() {
    return ended;
  }
}
