package io.mapiaudit.capture;

import io.mapiaudit.journal.JournalWriter;
import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.CallShape;
import io.mapiaudit.model.Kind;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Has crossings recorded that have been recognised, whatever bridge they came over. */
final class Crossings {

  private final JournalWriter journal;
  private final Guard guard;
  private final Recorder recorder;
  private final ObjectTable objects;
  private final NativeValues values;
  private final Notifications notifications;
  private final Map<Bridge, Map<CallShape, Target>> targets = new ConcurrentHashMap<>();

  Crossings(
      JournalWriter journal,
      Guard guard,
      Recorder recorder,
      ObjectTable objects,
      NativeValues values,
      Notifications notifications) {
    this.journal = journal;
    this.guard = guard;
    this.recorder = recorder;
    this.objects = objects;
    this.values = values;
    this.notifications = notifications;
    for (Bridge bridge : Bridge.values()) {
      targets.put(bridge, new ConcurrentHashMap<>());
    }
  }

  /** A call into native code begins; null when it could not be recorded. */
  Call enter(CallShape shape, Bridge bridge, Object[] arguments) {
    ThreadState state = guard.enter();
    if (state == null) {
      return null;
    }
    try {
      state.passedCallback = null;
      Call call = recorder.entered(state, target(shape, bridge), arguments);
      noteCallbacks(shape, bridge, arguments);
      return call;
    } catch (Throwable failure) {
      guard.failed(failure);
      return null;
    } finally {
      guard.leave(state);
    }
  }

  /** What the call gives MAPI to call back. */
  private void noteCallbacks(CallShape shape, Bridge bridge, Object[] arguments) throws Throwable {
    if (shape.callback() != CallShape.NONE) {
      notifications.calledBackAt(number(arguments, shape.callback()));
    }
    if (shape.entryPoint().kind() == Kind.ADVISE) {
      long sink = values.valueOf(at(arguments, shape.argument()));
      boolean mapi = !shape.entryPoint().owner().equals("IConnectionPoint");
      if (sink != 0 && mapi && objects.find(sink) == null && bridge.handlesArePointers()) {
        notifications.advisedWith(sink);
      }
    }
  }

  /**
   * A notification begins; null when it could not be recorded.
   *
   * @param sink handle of the session or sink it is for, 0 when not known
   * @param context value the sink was made with, 0 for none
   * @param callback key of the callback object, 0 for none
   * @param stackSource takes the stack, should it be wanted
   */
  Call notified(Target target, long sink, long context, long callback, StackSource stackSource) {
    ThreadState state = guard.enter();
    if (state == null) {
      return null;
    }
    try {
      return recorder.notified(state, target, sink, context, callback, stackSource);
    } catch (Throwable failure) {
      guard.failed(failure);
      return null;
    } finally {
      guard.leave(state);
    }
  }

  /** A call or notification has ended. */
  void returned(Call call, Object result, Throwable thrown) {
    ThreadState state = guard.enter();
    if (state == null) {
      return;
    }
    try {
      state.comArguments = null;
      state.passedCallback = null;
      recorder.returned(call, result, thrown);
    } catch (Throwable failure) {
      guard.failed(failure);
    } finally {
      guard.leave(state);
    }
  }

  /** A shape as it is seen over a bridge; one and the same for the same two. */
  Target target(CallShape shape, Bridge bridge) {
    Map<CallShape, Target> ofBridge = targets.get(bridge);
    Target target = ofBridge.get(shape);
    if (target == null) {
      target = new Target(shape, bridge, journal);
      ofBridge.put(shape, target);
    }
    return target;
  }

  /** The number an argument stands for, 0 when there is no such argument. */
  long number(Object[] arguments, int position) throws Throwable {
    return values.valueOf(at(arguments, position));
  }

  private static Object at(Object[] arguments, int position) {
    return position < 0 || position >= arguments.length ? null : arguments[position];
  }
}
