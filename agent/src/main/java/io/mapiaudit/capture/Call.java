package io.mapiaudit.capture;

import io.mapiaudit.journal.Ref;
import io.mapiaudit.model.CallShape;
import io.mapiaudit.model.EntryPoint;

/** A call in progress, from its entry to its return. */
final class Call {

  private final ThreadState thread;
  private final Target target;
  private final Object[] arguments;
  private final long id;
  private final long object;
  private final String ownerSid;
  private final String createdInterface;
  private final Ref<EntryPoint> entryPoint;

  Call(
      ThreadState thread,
      Target target,
      Ref<EntryPoint> entryPoint,
      Object[] arguments,
      long id,
      long object,
      String ownerSid,
      String createdInterface) {
    this.thread = thread;
    this.target = target;
    this.entryPoint = entryPoint;
    this.arguments = arguments;
    this.id = id;
    this.object = object;
    this.ownerSid = ownerSid;
    this.createdInterface = createdInterface;
  }

  ThreadState thread() {
    return thread;
  }

  CallShape shape() {
    return target.shape();
  }

  Target target() {
    return target;
  }

  Ref<EntryPoint> entryPoint() {
    return entryPoint;
  }

  Object[] arguments() {
    return arguments;
  }

  /** Sequence number of its event in the journal. */
  long id() {
    return id;
  }

  long object() {
    return object;
  }

  /** SID of the session it belongs to, or of the caller for a logon; null for none. */
  String ownerSid() {
    return ownerSid;
  }

  /** Interface of the object it will hand out, null when only its return can tell. */
  String createdInterface() {
    return createdInterface;
  }
}
