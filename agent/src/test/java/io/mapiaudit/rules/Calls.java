package io.mapiaudit.rules;

import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.EntryPoint.ResultType;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.Stack;
import io.mapiaudit.model.ThreadInfo;
import io.mapiaudit.model.event.CallEntered;
import io.mapiaudit.model.event.CallReturned;

/** Calls outside any story, for tests of the tables they are kept in. */
final class Calls {

  private Calls() {}

  static Audit emptyAudit() {
    return new Audit(new Profiles(), new Findings(f -> {}), new Subscriptions());
  }

  static ThreadState thread(int id) {
    return new ThreadState(new ThreadInfo(id, "thread-" + id, id, id, false, false));
  }

  /** A logon of Alice's with this sequence number; its result is a BOOL. */
  static Call on(ThreadState thread, long id) {
    return on(thread, id, Kind.LOGON, Users.ALICE);
  }

  static Call on(ThreadState thread, long id, Kind kind, Identity identity) {
    EntryPoint entryPoint = new EntryPoint(kind, Bridge.JNA, "x", "y", "", ResultType.BOOL);
    return new Call(
        new CallEntered(
            id, id, thread.info(), identity, entryPoint, Stack.EMPTY, 0, 0, 0, /* text= */ null),
        thread,
        new StackMemory());
  }

  /** Its return with this result. */
  static Call returned(Call call, long result, Identity after) {
    call.returned(
        new CallReturned(
            call.id() + 1,
            call.id() + 1,
            call.id(),
            call.thread().info(),
            after,
            call.entryPoint(),
            Stack.EMPTY,
            result,
            0,
            /* threw= */ false));
    return call;
  }
}
