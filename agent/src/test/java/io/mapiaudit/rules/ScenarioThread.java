package io.mapiaudit.rules;

import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.EntryPoint.ResultType;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.Stack;
import io.mapiaudit.model.ThreadInfo;
import io.mapiaudit.model.event.StackSampled;
import io.mapiaudit.model.event.TaskEnded;
import io.mapiaudit.model.event.TaskStarted;
import io.mapiaudit.model.event.TaskSubmitted;
import io.mapiaudit.model.event.ThreadStarted;
import java.util.Arrays;

/** One thread of a scenario; it acts as the process until it impersonates. */
public final class ScenarioThread {

  public static final String LIBRARY = "mapi32";

  private final ScenarioProcess process;
  private final ThreadInfo info;
  private Identity identity;
  private Stack stack;

  ScenarioThread(ScenarioProcess process, ThreadInfo info) {
    this.process = process;
    this.info = info;
    this.stack = stackIn("com.acme.Mail." + info.name().replaceAll("\\W", ""));
  }

  /** A stack whose innermost frame of the program is this {@code class.method}. */
  public static Stack stackIn(String method) {
    String file = method.replaceAll(".*\\.(\\w+)\\.\\w+$", "$1.java");
    return Stack.of(
        Arrays.asList(
            "com.sun.jna.Native.invokeInt(Native Method)",
            method + "(" + file + ":42)",
            "java.base/java.lang.Thread.run(Thread.java:840)"));
  }

  /** From now on the thread is in this method. */
  public ScenarioThread in(String method) {
    stack = stackIn(method);
    return this;
  }

  /** From now on the recorder takes no stacks. */
  public ScenarioThread withoutStacks() {
    stack = Stack.EMPTY;
    return this;
  }

  public Identity identity() {
    return identity == null ? process.identity() : identity;
  }

  /** The token is there, but where it came from was not seen. */
  public ScenarioThread as(Identity user) {
    identity = user.isImpersonating() ? user : null;
    return this;
  }

  /** A call that the test describes in full. */
  public ScenarioCall call(EntryPoint entryPoint) {
    return new ScenarioCall(process, info, this, entryPoint, stack);
  }

  public ScenarioCall call(Kind kind, String owner, String name) {
    return call(new EntryPoint(kind, Bridge.JNA, owner, name, "", ResultType.HRESULT));
  }

  public ScenarioThread impersonate(Identity user) {
    ScenarioCall call =
        call(
            new EntryPoint(
                Kind.IMPERSONATE,
                Bridge.JNA,
                "advapi32",
                "ImpersonateLoggedOnUser",
                "",
                ResultType.BOOL));
    call.enter();
    identity = user;
    call.returns(1);
    return this;
  }

  public ScenarioThread revert() {
    ScenarioCall call =
        call(
            new EntryPoint(
                Kind.REVERT, Bridge.JNA, "advapi32", "RevertToSelf", "", ResultType.BOOL));
    call.enter();
    identity = null;
    call.returns(1);
    return this;
  }

  public ScenarioThread initialize() {
    call(Kind.INITIALIZE, LIBRARY, "MAPIInitialize").succeeds();
    return this;
  }

  public ScenarioCall logonCall(String profile) {
    return call(new EntryPoint(
            Kind.LOGON, Bridge.JNA, LIBRARY, "MAPILogonEx", "IMAPISession", ResultType.HRESULT))
        .text(profile);
  }

  /** Logs on; the session's handle. */
  public long logon(String profile) {
    return logonCall(profile).creates();
  }

  public long logon() {
    return logon("Mail");
  }

  /** Opens the store of a session; its handle. */
  public long openStore(long session) {
    return open(session, "IMAPISession", "OpenMsgStore", "IMsgStore");
  }

  public long open(long parent, String owner, String name, String creates) {
    return openCall(parent, owner, name, creates).creates();
  }

  public ScenarioCall openCall(long parent, String owner, String name, String creates) {
    return call(new EntryPoint(Kind.OPEN, Bridge.JNA, owner, name, creates, ResultType.HRESULT))
        .on(parent);
  }

  /** Makes a sink; its address. */
  public long newSink(long callback, long context) {
    return call(new EntryPoint(
            Kind.OPEN,
            Bridge.JNA,
            LIBRARY,
            "HrAllocAdviseSink",
            "IMAPIAdviseSink",
            ResultType.HRESULT))
        .argument(callback)
        .context(context)
        .creates();
  }

  /** Registers a sink with a store; the connection. */
  public long advise(long store, long sink) {
    return adviseCall(store, sink).creates();
  }

  public ScenarioCall adviseCall(long store, long sink) {
    return call(Kind.ADVISE, "IMsgStore", "Advise").on(store).argument(sink);
  }

  public ScenarioThread unadvise(long store, long connection) {
    call(Kind.UNADVISE, "IMsgStore", "Unadvise").on(store).argument(connection).succeeds();
    return this;
  }

  /** A callback begins; it names its sink, context and callback object, 0 for what it does not. */
  public ScenarioCall notification(long sink, long context, long callback) {
    return call(new EntryPoint(
            Kind.NOTIFICATION, Bridge.JNA, "IMAPIAdviseSink", "OnNotify", "", ResultType.NONE))
        .on(sink)
        .argument(context)
        .context(callback);
  }

  /** A whole callback. */
  public ScenarioThread notified(long sink) {
    notification(sink, 0, 0).succeeds();
    return this;
  }

  /** Any call on an object of a session. */
  public ScenarioCall use(long object) {
    return call(Kind.CALL, "IMsgStore", "GetProps").on(object);
  }

  public ScenarioCall releaseCall(long object) {
    return call(new EntryPoint(
            Kind.RELEASE, Bridge.JNA, "IUnknown", "Release", "", ResultType.COUNT))
        .on(object);
  }

  /** The last release of an object. */
  public ScenarioThread release(long object) {
    releaseCall(object).returns(0);
    return this;
  }

  public ScenarioThread logoff(long session) {
    call(Kind.LOGOFF, "IMAPISession", "Logoff").on(session).succeeds();
    return this;
  }

  public ScenarioThread starts(ScenarioThread other) {
    process.emit(
        id ->
            new ThreadStarted(
                id, process.scenario().nextMicros(), info, identity(), stack, other.info));
    return this;
  }

  /** Submits a task; its number. */
  public long submits() {
    long task = process.newTask();
    process.emit(
        id ->
            new TaskSubmitted(id, process.scenario().nextMicros(), info, identity(), stack, task));
    return task;
  }

  public ScenarioThread begins(long task) {
    process.emit(
        id -> new TaskStarted(id, process.scenario().nextMicros(), info, identity(), task));
    return this;
  }

  public ScenarioThread ends(long task) {
    process.emit(id -> new TaskEnded(id, process.scenario().nextMicros(), info, identity(), task));
    return this;
  }

  public ScenarioThread sampled(long callId, String method) {
    process.emit(
        id -> new StackSampled(id, process.scenario().nextMicros(), info, stackIn(method), callId));
    return this;
  }
}
