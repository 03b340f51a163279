package io.mapiaudit.rules;

import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.Stack;
import io.mapiaudit.model.ThreadInfo;
import io.mapiaudit.model.event.CallEntered;
import io.mapiaudit.model.event.CallReturned;

/** A call of a scenario, entered and returned separately when something happens in between. */
public final class ScenarioCall {

  private final ScenarioProcess process;
  private final ThreadInfo info;
  private final ScenarioThread thread;
  private final EntryPoint entryPoint;
  private final Stack stack;
  private long object;
  private long argument;
  private long context;
  private String text;
  private long id;

  ScenarioCall(
      ScenarioProcess process,
      ThreadInfo info,
      ScenarioThread thread,
      EntryPoint entryPoint,
      Stack stack) {
    this.process = process;
    this.info = info;
    this.thread = thread;
    this.entryPoint = entryPoint;
    this.stack = stack;
  }

  public ScenarioCall on(long value) {
    object = value;
    return this;
  }

  public ScenarioCall argument(long value) {
    argument = value;
    return this;
  }

  public ScenarioCall context(long value) {
    context = value;
    return this;
  }

  public ScenarioCall text(String value) {
    text = value;
    return this;
  }

  /** The call begins. */
  public ScenarioCall enter() {
    id =
        process.emit(
            sequence ->
                new CallEntered(
                    sequence,
                    process.scenario().nextMicros(),
                    info,
                    thread.identity(),
                    entryPoint,
                    stack,
                    object,
                    argument,
                    context,
                    text));
    return this;
  }

  /** Sequence number of its entry. */
  public long id() {
    return id;
  }

  /** The call ends well. */
  public void succeeds() {
    returns(entryPoint.resultType() == EntryPoint.ResultType.BOOL ? 1 : 0);
  }

  public void returns(long result) {
    returns(result, 0);
  }

  /** The call ends well and hands out a new object. */
  public long creates() {
    long handle = process.scenario().newHandle();
    returns(0, handle);
    return handle;
  }

  /** The call ends well with a handle as its result. */
  public long createsAs(long result) {
    long handle = process.scenario().newHandle();
    returns(result, handle);
    return handle;
  }

  /** The call ends; begins it when that was not said. */
  public void returns(long result, long created) {
    if (id == 0) {
      enter();
    }
    Identity after = entryPoint.kind().changesToken() ? thread.identity() : null;
    process.emit(
        sequence ->
            new CallReturned(
                sequence,
                process.scenario().nextMicros(),
                id,
                info,
                after,
                entryPoint,
                Stack.EMPTY,
                result,
                created,
                false));
  }
}
