package io.mapiaudit.capture;

import io.mapiaudit.boot.ProbeSink;
import io.mapiaudit.identity.TokenReader;
import io.mapiaudit.journal.JournalWriter;
import io.mapiaudit.journal.Ref;
import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.CallShape;
import io.mapiaudit.model.Catalogue;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.ThreadInfo;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Finds out whether a crossing is one that the catalogue names, and has it recorded. Around its own
 * work it keeps the thread's last error, and passes over whatever that work itself calls.
 */
public final class Capture implements ProbeSink {

  private static final String BY_ADDRESS = "native@";

  /** How the names of the agent's own threads begin. */
  private static final String OWN_THREADS = "mapi-audit-";

  private final Catalogue catalogue;
  private final TokenReader tokens;
  private final JournalWriter journal;
  private final Threads threads;
  private final ObjectTable objects = new ObjectTable();
  private final NativeValues values = new NativeValues();
  private final ComMethods comMethods;
  private final Notifications notifications;
  private final Recorder recorder;
  private final Tasks tasks;
  private final HandOvers handOvers;
  private final Consumer<Throwable> failures;
  private final Map<Bridge, Map<CallShape, Target>> targets = new ConcurrentHashMap<>();

  /**
   * A capture.
   *
   * @param handOvers whose thread creations and task hand-overs are recorded
   * @param failures told of every error that was kept from the application
   */
  public Capture(
      Catalogue catalogue,
      TokenReader tokens,
      JournalWriter journal,
      HandOvers handOvers,
      Consumer<Throwable> failures) {
    this.catalogue = catalogue;
    this.tokens = tokens;
    this.journal = journal;
    this.handOvers = handOvers;
    this.failures = failures;
    this.threads = new Threads(journal, tokens);
    CallbackRegistry callbacks = new CallbackRegistry();
    this.comMethods = new ComMethods(catalogue, objects);
    this.notifications = new Notifications(journal, callbacks);
    this.recorder = new Recorder(catalogue, tokens, journal, objects, callbacks, values);
    this.tasks = new Tasks(journal, recorder::readIdentity);
    for (Bridge bridge : Bridge.values()) {
      targets.put(bridge, new ConcurrentHashMap<>());
    }
  }

  @Override
  public Object functionEntered(Object function, String name, long peer, Object[] arguments) {
    boolean byAddress = name.startsWith(BY_ADDRESS);
    CallShape shape = byAddress ? null : catalogue.function(name);
    if (shape == null && (!byAddress || arguments == null || arguments.length == 0)) {
      return null;
    }
    ThreadState thread = threads.tracked();
    if (thread != null && (thread.busy || thread.comArguments == arguments)) {
      return null;
    }
    if (shape != null) {
      return enter(shape, Bridge.JNA, arguments == null ? new Object[0] : arguments);
    }
    try {
      PointerTrail trail = thread == null ? null : thread.trail();
      shape = comMethods.atAddress(values.valueOf(arguments[0]), peer, trail);
    } catch (Throwable failure) {
      failures.accept(failure);
    }
    return shape == null ? null : enter(shape, Bridge.JNA, arguments);
  }

  @Override
  public Object comEntered(int slot, Object[] arguments) {
    ThreadState thread = threads.tracked();
    if (arguments == null || arguments.length == 0 || (thread != null && thread.busy)) {
      return null;
    }
    CallShape shape = null;
    try {
      shape = comMethods.inSlot(values.valueOf(arguments[0]), slot);
    } catch (Throwable failure) {
      failures.accept(failure);
    }
    if (shape == null) {
      return null;
    }
    threads.track().comArguments = arguments;
    return enter(shape, Bridge.JNA_COM, arguments);
  }

  @Override
  public Object methodEntered(int entryPoint, Object self, Object[] arguments) {
    ThreadState thread = threads.tracked();
    if (thread != null && thread.busy) {
      return null;
    }
    CallShape shape = catalogue.methods().get(entryPoint);
    if (shape.entryPoint().kind() != Kind.NOTIFICATION) {
      return enter(shape, shape.entryPoint().bridge(), arguments);
    }
    return guarded(
        state ->
            recorder.notified(
                state,
                target(shape, shape.entryPoint().bridge()),
                values.valueOf(at(arguments, shape.object())),
                0,
                0,
                StackRecorder::take));
  }

  @Override
  public Object callbackEntered(Object callback, Method method, Object[] arguments) {
    ThreadState thread = threads.tracked();
    if (arguments.length == 0 || (thread != null && thread.busy)) {
      return null;
    }
    try {
      long key = notifications.keyOf(callback);
      if (key != 0) {
        return notified(callback, method, 0, values.valueOf(arguments[0]), key);
      }
      return notifications.isOnNotify(callback, method)
          ? notified(callback, method, values.valueOf(arguments[0]), 0, 0)
          : null;
    } catch (Throwable failure) {
      failures.accept(failure);
      return null;
    }
  }

  private Call notified(Object callback, Method method, long sink, long context, long key) {
    return guarded(
        state ->
            recorder.notified(
                state,
                notifications.target(method),
                sink,
                context,
                key,
                () -> StackRecorder.takeInto(callback.getClass(), method.getName())));
  }

  @Override
  public void returned(Object call, Object result, Throwable thrown) {
    Call returning = (Call) call;
    guarded(
        state -> {
          state.comArguments = null;
          recorder.returned(returning, result, thrown);
          return null;
        });
  }

  @Override
  public void pointerRead(long address, Object pointer) {
    ThreadState thread = threads.tracked();
    if (thread == null || thread.busy) {
      return;
    }
    try {
      thread.trail().add(address, values.valueOf(pointer));
    } catch (Throwable failure) {
      failures.accept(failure);
    }
  }

  @Override
  public void threadStarting(Thread started) {
    if (!isRecordable(threads.tracked())) {
      return;
    }
    guarded(
        state -> {
          Ref<ThreadInfo> info = threads.announce(started);
          recorder.starting(state, info);
          return null;
        });
  }

  @Override
  public void taskSubmitted(Object task) {
    if (!isRecordable(threads.tracked())) {
      tasks.submittingUnrecorded(task);
      return;
    }
    guarded(
        state -> {
          tasks.submitting(state, task);
          return null;
        });
  }

  @Override
  public Object taskStarting(Object task) {
    TaskRun run = tasks.begin(task);
    if (run.number != 0 || isRecordable(run.thread().state)) {
      // Whatever is recorded of a thread, the starts of its tasks are first.
      guarded(state -> null);
    }
    return run;
  }

  @Override
  public void taskEnded(Object run) {
    TaskRun ending = (TaskRun) run;
    tasks.end(ending);
    if (ending.recorded) {
      guarded(
          state -> {
            tasks.ended(state, ending);
            return null;
          });
    }
  }

  /** Whether what a thread hands over or is handed is recorded; its state is null if untracked. */
  private boolean isRecordable(ThreadState thread) {
    return thread == null
        ? handOvers == HandOvers.OF_ALL_THREADS
            && !Thread.currentThread().getName().startsWith(OWN_THREADS)
        : handOvers != HandOvers.IGNORED && !thread.busy;
  }

  @Override
  public void failed(Throwable failure) {
    failures.accept(failure);
  }

  private Call enter(CallShape shape, Bridge bridge, Object[] arguments) {
    return guarded(
        state -> {
          Call call = recorder.entered(state, target(shape, bridge), arguments);
          if (shape.entryPoint().kind() == Kind.ADVISE) {
            long sink = values.valueOf(at(arguments, shape.argument()));
            if (sink != 0 && objects.find(sink) == null && bridge.handlesArePointers()) {
              notifications.advisedWith(sink);
            }
          }
          return call;
        });
  }

  private static Object at(Object[] arguments, int position) {
    return position < 0 || position >= arguments.length ? null : arguments[position];
  }

  private Target target(CallShape shape, Bridge bridge) {
    Map<CallShape, Target> ofBridge = targets.get(bridge);
    Target target = ofBridge.get(shape);
    if (target == null) {
      target = new Target(shape, bridge, journal);
      ofBridge.put(shape, target);
    }
    return target;
  }

  /** Does the agent's own work on an application thread. */
  private Call guarded(Work work) {
    int lastError = tokens.lastError();
    ThreadState state = null;
    try {
      state = threads.track();
      state.busy = true;
      tasks.recordStarts(state);
      return work.on(state);
    } catch (Throwable failure) {
      failures.accept(failure);
      return null;
    } finally {
      if (state != null) {
        state.busy = false;
      }
      tokens.restoreLastError(lastError);
    }
  }

  private interface Work {
    Call on(ThreadState state) throws Throwable;
  }
}
