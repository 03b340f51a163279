package io.mapiaudit.model.event;

import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.Stack;
import io.mapiaudit.model.ThreadInfo;

/**
 * A thread is about to call an entry point, or a notification callback begins; its sequence number
 * identifies the call. What object, argument, context and text mean depends on the kind; see the
 * accessors.
 */
public final class CallEntered extends Event {

  private final ThreadInfo thread;
  private final Identity identity;
  private final EntryPoint entryPoint;
  private final Stack stack;
  private final long object;
  private final long argument;
  private final long context;
  private final String text;

  public CallEntered(
      long sequence,
      long timeMicros,
      ThreadInfo thread,
      Identity identity,
      EntryPoint entryPoint,
      Stack stack,
      long object,
      long argument,
      long context,
      String text) {
    super(sequence, timeMicros);
    this.thread = thread;
    this.identity = identity;
    this.entryPoint = entryPoint;
    this.stack = stack;
    this.object = object;
    this.argument = argument;
    this.context = context;
    this.text = text;
  }

  public ThreadInfo thread() {
    return thread;
  }

  /** The identity read on the calling thread before the call. */
  public Identity identity() {
    return identity;
  }

  public EntryPoint entryPoint() {
    return entryPoint;
  }

  /** The caller's stack, {@link Stack#EMPTY} when it was not recorded. */
  public Stack stack() {
    return stack;
  }

  /** The object or session handle the call names, 0 for none; for a notification the sink. */
  public long object() {
    return object;
  }

  /**
   * logon, initialize: flags; advise: sink pointer; unadvise: connection; impersonate: token
   * handle; profile-flags: value; sink creation: callback key; notification: context value.
   */
  public long argument() {
    return argument;
  }

  /** sink creation: context value; advise and notification: callback key, 0 when unknown. */
  public long context() {
    return context;
  }

  /** logon, profile-delete, opening of a profile: profile name; otherwise null. */
  public String text() {
    return text;
  }

  @Override
  public void deliverTo(EventHandler handler) {
    handler.on(this);
  }
}
