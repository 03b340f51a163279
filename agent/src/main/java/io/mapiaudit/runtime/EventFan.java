package io.mapiaudit.runtime;

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
import io.mapiaudit.model.event.StackSampled;
import io.mapiaudit.model.event.TaskEnded;
import io.mapiaudit.model.event.TaskStarted;
import io.mapiaudit.model.event.TaskSubmitted;
import io.mapiaudit.model.event.ThreadStarted;
import io.mapiaudit.model.event.ThreadsSwept;
import io.mapiaudit.model.event.Tick;
import java.util.function.Consumer;

/** Hands every event to several handlers; one that fails does not keep it from the others. */
final class EventFan implements EventHandler {

  private final Consumer<Throwable> failures;
  private final EventHandler[] handlers;
  private boolean sawEntryPoint;

  EventFan(Consumer<Throwable> failures, EventHandler... handlers) {
    this.failures = failures;
    this.handlers = handlers.clone();
  }

  /** True once any call of an entry point has been recorded. */
  boolean sawEntryPoint() {
    return sawEntryPoint;
  }

  private void toAll(Event event) {
    for (EventHandler handler : handlers) {
      try {
        event.deliverTo(handler);
      } catch (RuntimeException failure) {
        failures.accept(failure);
      }
    }
  }

  @Override
  public void on(CallEntered event) {
    sawEntryPoint = true;
    toAll(event);
  }

  @Override
  public void on(RunStarted event) {
    toAll(event);
  }

  @Override
  public void on(CallReturned event) {
    toAll(event);
  }

  @Override
  public void on(ThreadStarted event) {
    toAll(event);
  }

  @Override
  public void on(TaskSubmitted event) {
    toAll(event);
  }

  @Override
  public void on(TaskStarted event) {
    toAll(event);
  }

  @Override
  public void on(TaskEnded event) {
    toAll(event);
  }

  @Override
  public void on(StackSampled event) {
    toAll(event);
  }

  @Override
  public void on(Tick event) {
    toAll(event);
  }

  @Override
  public void on(AccountNamed event) {
    toAll(event);
  }

  @Override
  public void on(EventsLost event) {
    toAll(event);
  }

  @Override
  public void on(RecordingSwitched event) {
    toAll(event);
  }

  @Override
  public void on(NativeThreadSeen event) {
    toAll(event);
  }

  @Override
  public void on(NativeThreadEnded event) {
    toAll(event);
  }

  @Override
  public void on(ThreadsSwept event) {
    toAll(event);
  }

  @Override
  public void on(RunEnded event) {
    toAll(event);
  }

  @Override
  public void on(EnvironmentObserved event) {
    toAll(event);
  }
}
