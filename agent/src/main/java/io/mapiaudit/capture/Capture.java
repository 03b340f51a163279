package io.mapiaudit.capture;

import io.mapiaudit.boot.ProbeSink;
import io.mapiaudit.identity.TokenReader;
import io.mapiaudit.journal.JournalWriter;
import io.mapiaudit.model.CallShape;
import io.mapiaudit.model.Catalogue;
import io.mapiaudit.model.Kind;
import java.lang.reflect.Method;
import java.util.function.Consumer;

/** Receives what the hooks tell, and passes it on to the class that knows that kind of crossing. */
public final class Capture implements ProbeSink {

  private static final long CLOSE_MILLIS = 5_000;

  private final Catalogue catalogue;
  private final Guard guard;
  private final Crossings crossings;
  private final JnaCrossings jna;
  private final ThreadCrossings threads;
  private final Runnable clear;

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
    ObjectTable objects = new ObjectTable();
    NativeValues values = new NativeValues();
    CallbackRegistry callbacks = new CallbackRegistry();
    Notifications notifications = new Notifications(journal, callbacks);
    Recorder recorder = new Recorder(catalogue, tokens, journal, objects, callbacks, values);
    Tasks tasks = new Tasks(journal, recorder::readIdentity);
    Threads known = new Threads(journal, tokens);
    this.guard = new Guard(known, tasks, tokens, failures);
    this.crossings = new Crossings(journal, guard, recorder, objects, values, notifications);
    this.jna =
        new JnaCrossings(
            catalogue, guard, crossings, new ComMethods(catalogue, objects), values, notifications);
    this.threads = new ThreadCrossings(guard, known, tasks, recorder, handOvers);
    this.clear =
        () -> {
          known.clear();
          tasks.clear();
          values.clear();
        };
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
  public Object methodEntered(int entryPoint, Object self, Object[] arguments) {
    if (guard.isBusy()) {
      return null;
    }
    CallShape shape = catalogue.method(entryPoint);
    if (shape == null) {
      return null;
    }
    if (shape.entryPoint().kind() != Kind.NOTIFICATION) {
      return crossings.enter(shape, shape.entryPoint().bridge(), arguments);
    }
    try {
      return crossings.notified(
          crossings.target(shape, shape.entryPoint().bridge()),
          crossings.number(arguments, shape.object()),
          0,
          0,
          StackRecorder::take);
    } catch (Throwable failure) {
      guard.failed(failure);
      return null;
    }
  }

  @Override
  public void returned(Object call, Object result, Throwable thrown) {
    crossings.returned((Call) call, result, thrown);
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
    threads.taskEnded((TaskRun) run);
  }

  @Override
  public void failed(Throwable failure) {
    guard.failed(failure);
  }
}
