package io.mapiaudit.model.event;

/** Receives events by type; every method does nothing unless overridden. */
public interface EventHandler {

  default void on(RunStarted event) {}

  default void on(CallEntered event) {}

  default void on(CallReturned event) {}

  default void on(ThreadStarted event) {}

  default void on(TaskSubmitted event) {}

  default void on(TaskStarted event) {}

  default void on(TaskEnded event) {}

  default void on(StackSampled event) {}

  default void on(Tick event) {}

  default void on(AccountNamed event) {}

  default void on(EnvironmentObserved event) {}

  default void on(EventsLost event) {}

  default void on(RecordingSwitched event) {}

  default void on(NativeThreadSeen event) {}

  default void on(NativeThreadEnded event) {}

  default void on(ThreadsSwept event) {}

  default void on(RunEnded event) {}
}
