package io.mapiaudit.capture;

import io.mapiaudit.boot.ProbeSink;
import io.mapiaudit.boot.ProbeTasks;
import io.mapiaudit.identity.TokenReader;
import io.mapiaudit.journal.JournalWriter;
import io.mapiaudit.model.Catalogue;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Receives what the hooks tell, and passes it on to the class that knows that kind of crossing. */
public final class Capture implements ProbeSink {

  private static final long CLOSE_MILLIS = 5_000;

  private final Guard guard;
  private final Crossings crossings;
  private final JnaCrossings jna;
  private final MethodCrossings methods;
  private final ForeignCrossings foreign;
  private final BridgeCrossings bridges;
  private final ThreadCrossings threads;
  private final Runnable forget;
  private final Runnable clear;

  /**
   * A capture.
   *
   * @param handOvers whose thread creations and task hand-overs are recorded
   * @param failures told of every error that was kept from the application
   * @param unseen told what is not seen, and why
   */
  public Capture(
      Catalogue catalogue,
      TokenReader tokens,
      JournalWriter journal,
      HandOvers handOvers,
      Consumer<Throwable> failures,
      BiConsumer<String, String> unseen) {
    ObjectTable objects = new ObjectTable();
    NativeValues values = new NativeValues();
    NativeCode code = new NativeCode(catalogue, objects);
    objects.tellOfAdded(code::objectAdded);
    Upcalls upcalls = new Upcalls();
    CallbackRegistry callbacks = new CallbackRegistry();
    Notifications notifications = new Notifications(journal, callbacks, upcalls);
    CallStacks stacks = new CallStacks(journal);
    Recorder recorder =
        new Recorder(catalogue, tokens, journal, objects, callbacks, values, stacks);
    Tasks tasks = new Tasks(journal, recorder::readIdentity, stacks);
    Threads known = new Threads(journal, tokens, stacks, handOvers != HandOvers.IGNORED);
    this.guard = new Guard(known, tasks, tokens, failures);
    this.crossings = new Crossings(journal, guard, recorder, objects, values, notifications);
    this.methods = new MethodCrossings(catalogue, guard, crossings, unseen);
    ComMethods comMethods = new ComMethods(catalogue, objects);
    Automation automation = new Automation(catalogue, guard, crossings, objects);
    EventSources events = new EventSources(automation, callbacks, crossings, guard, journal);
    JnaAutomation jnaAutomation = new JnaAutomation(automation, values, events);
    this.jna =
        new JnaCrossings(
            catalogue, guard, crossings, comMethods, values, notifications, jnaAutomation);
    this.bridges = new BridgeCrossings(automation, guard, events);
    this.foreign =
        new ForeignCrossings(catalogue, guard, crossings, comMethods, values, code, upcalls);
    this.threads = new ThreadCrossings(guard, known, tasks, recorder, handOvers);
    this.forget =
        () -> {
          known.forget();
          tasks.forget();
          objects.clear();
          automation.forget();
          jnaAutomation.forget();
          ProbeTasks.forget();
          threads.watch();
        };
    this.clear =
        () -> {
          known.clear();
          tasks.forget();
          values.clear();
          ProbeTasks.forget();
        };
  }

  /** What recording costs the application's threads. */
  public ProbeTime probeTime() {
    return guard.time();
  }

  /** From now on it is recorded who starts threads and hands over tasks, whoever it is. */
  public void followAllThreads() {
    threads.followAll();
  }

  /** From now on what the calling thread starts and hands over is recorded. */
  public void followThisThread() {
    threads.follow();
  }

  /**
   * Records nothing any more until {@link #resume}, and waits for calls of its own in progress.
   *
   * @return false when one was still in progress after some seconds
   */
  public boolean pause() {
    return guard.close(CLOSE_MILLIS);
  }

  /**
   * Forgets the threads, tasks and objects known before, for what became of them meanwhile was not
   * seen: an address may be another object's by now. What was looked up or linked stays known.
   *
   * @return false when a call of its own from before the pause is still in progress; then nothing
   *     is forgotten
   */
  public boolean forget() {
    if (!guard.awaitEmpty(CLOSE_MILLIS)) {
      return false;
    }
    forget.run();
    return true;
  }

  /** Records again. */
  public void resume() {
    guard.open();
  }

  /**
   * Ends the recording: takes back what it keeps with threads and classes of the application, and
   * waits for those of its calls that are in progress.
   *
   * @return false when one was still in progress after some seconds
   */
  public boolean close() {
    boolean empty = guard.close(CLOSE_MILLIS);
    clear.run();
    return empty;
  }

  @Override
  public Object functionEntered(Object function, String name, long peer, Object[] arguments) {
    return jna.functionEntered(name, peer, arguments);
  }

  @Override
  public Object comEntered(int slot, Object[] arguments) {
    return jna.comEntered(slot, arguments);
  }

  @Override
  public Object callbackEntered(Object callback, Method method, Object[] arguments) {
    return jna.callbackEntered(callback, method, arguments);
  }

  @Override
  public void pointerRead(long address, Object pointer) {
    jna.pointerRead(address, pointer);
  }

  @Override
  public void symbolFound(String name, long address) {
    foreign.symbolFound(name, address);
  }

  @Override
  public MethodHandle downcallLinked(MethodHandle handle, Object symbol, Object descriptor) {
    try {
      return foreign.downcallLinked(handle, symbol, descriptor);
    } catch (Throwable failure) {
      guard.failed(failure);
      return handle;
    }
  }

  @Override
  public MethodHandle upcallLinking(MethodHandle target) {
    return foreign.upcallLinking(target);
  }

  @Override
  public void upcallLinked(Object stub) {
    try {
      foreign.upcallLinked(stub);
    } catch (Throwable failure) {
      guard.failed(failure);
    }
  }

  @Override
  public boolean isAudited(Object symbol) {
    try {
      return foreign.isAudited(symbol);
    } catch (Throwable failure) {
      guard.failed(failure);
      return false;
    }
  }

  @Override
  public Object downcallEntered(String function, long address, int skipped, Object[] arguments) {
    try {
      return foreign.downcallEntered(function, address, skipped, arguments);
    } catch (Throwable failure) {
      guard.failed(failure);
      return null;
    }
  }

  @Override
  public Object upcallEntered(Object stub, Object[] arguments) {
    try {
      return foreign.upcallEntered(stub, arguments);
    } catch (Throwable failure) {
      guard.failed(failure);
      return null;
    }
  }

  @Override
  public Object methodEntered(int entryPoint, Object self, Object[] arguments) {
    return methods.methodEntered(entryPoint, arguments);
  }

  @Override
  public void functionBound(Method method, Object function) {
    methods.functionBound(method, function);
  }

  @Override
  public boolean needsProxy(Object callback) {
    return jna.needsProxy(callback);
  }

  @Override
  public Object bridgeEntered(int point, Object self, Object[] arguments) {
    return bridges.entered(point, self, arguments);
  }

  @Override
  public void returned(Object call, Object result, Throwable thrown) {
    if (call instanceof Returning) {
      ((Returning) call).returned(result, thrown);
    } else {
      crossings.returned((Call) call, result, thrown);
    }
  }

  @Override
  public void threadStarting(Thread started) {
    threads.threadStarting(started);
  }

  @Override
  public void taskSubmitted(Object task) {
    threads.taskSubmitted(task);
  }

  @Override
  public Object taskStarting(Object task) {
    return threads.taskStarting(task);
  }

  @Override
  public void taskEnded(Object run) {
    threads.taskEnded(run);
  }

  @Override
  public void failed(Throwable failure) {
    guard.failed(failure);
  }
}
