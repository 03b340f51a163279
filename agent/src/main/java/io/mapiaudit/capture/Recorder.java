package io.mapiaudit.capture;

import io.mapiaudit.identity.TokenReader;
import io.mapiaudit.journal.JournalWriter;
import io.mapiaudit.journal.Ref;
import io.mapiaudit.model.CallShape;
import io.mapiaudit.model.CallShape.Detail;
import io.mapiaudit.model.Catalogue;
import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.Stack;
import io.mapiaudit.model.ThreadInfo;

/**
 * Turns an audited call into two events: one before it, with the identity read on this thread, and
 * one when it has come back.
 */
final class Recorder {

  private static final int MAPI_E_CALL_FAILED = 0x80004005;
  private static final int MAPI_E_NETWORK_ERROR = 0x80040115;
  private static final Object[] NO_ARGUMENTS = {};

  private final Catalogue catalogue;
  private final TokenReader tokens;
  private final JournalWriter journal;
  private final ObjectTable objects;
  private final CallbackRegistry callbacks;
  private final NativeValues values;
  private final Arguments reader;
  private final CallStacks callStacks;
  private final StackRecorder stacks = new StackRecorder();

  Recorder(
      Catalogue catalogue,
      TokenReader tokens,
      JournalWriter journal,
      ObjectTable objects,
      CallbackRegistry callbacks,
      NativeValues values,
      CallStacks callStacks) {
    this.catalogue = catalogue;
    this.tokens = tokens;
    this.journal = journal;
    this.objects = objects;
    this.callbacks = callbacks;
    this.values = values;
    this.callStacks = callStacks;
    this.reader = new Arguments(values);
  }

  /** Records that a call begins. */
  Call entered(ThreadState thread, Target target, Object[] arguments) throws Throwable {
    CallShape shape = target.shape();
    Identity identity = readIdentity(thread);
    long object = reader.number(arguments, shape.object());
    long argument = argument(thread, shape, arguments);
    Ref<EntryPoint> entryPoint = target.entryPoint();
    if ((shape.detail() == Detail.NULL_REVERTS && argument == 0)
        || (shape.detail() == Detail.PROPERTIES && argument < 0)) {
      entryPoint = target.otherwise();
      argument = 0;
    }
    String ownerSid = ownerSid(shape, object, identity);
    boolean foreign = ownerSid != null && !ownerSid.equals(identity.sid());
    Kind kind = entryPoint.value().kind();
    Ref<Stack> stack =
        stacks.wants(kind, target, identity.sid(), foreign) ? callStacks.here() : null;
    String text = tokens.naming().profile(reader.text(arguments, shape));
    long id =
        journal.callEntered(
            thread.info(),
            thread.identityRef,
            entryPoint,
            stack,
            object,
            argument,
            reader.number(arguments, shape.context()),
            text == null ? null : journal.intern(text));
    return new Call(
        thread,
        target,
        entryPoint,
        arguments,
        id,
        object,
        ownerSid,
        createdInterface(shape, object, arguments));
  }

  /**
   * Records that a notification callback begins.
   *
   * @param stackSource takes the stack, should it be wanted
   */
  Call notified(
      ThreadState thread,
      Target target,
      long sink,
      long context,
      long callback,
      StackSource stackSource) {
    Identity identity = readIdentity(thread);
    ObjectTable.Entry entry = objects.find(sink);
    String owner = entry == null ? null : entry.sid();
    boolean suspicious =
        !identity.isImpersonating() || (owner != null && !owner.equals(identity.sid()));
    Ref<Stack> stack =
        stacks.wants(Kind.NOTIFICATION, target, identity.sid(), suspicious)
            ? stackSource.take(callStacks)
            : null;
    long id =
        journal.callEntered(
            thread.info(),
            thread.identityRef,
            target.entryPoint(),
            stack,
            sink,
            context,
            callback,
            null);
    return new Call(thread, target, target.entryPoint(), NO_ARGUMENTS, id, sink, owner, null);
  }

  /** Records that a call came back. */
  void returned(Call call, Object result, Throwable thrown) throws Throwable {
    CallShape shape = call.shape();
    EntryPoint entryPoint = call.entryPoint().value();
    long value = thrown == null ? values.valueOf(result) : 0;
    boolean success = thrown == null && !entryPoint.resultType().isFailure(value);
    long created = success ? created(call, value) : 0;
    Ref<Identity> after = null;
    if (entryPoint.kind().changesToken()) {
      readIdentity(call.thread());
      after = call.thread().identityRef;
    }
    journal.callReturned(
        call.id(),
        call.thread().info(),
        after,
        call.entryPoint(),
        evidence(call, value, thrown),
        value,
        created,
        thrown != null);
    remember(shape, call, success, value, created);
  }

  /** Records that the calling thread is about to start another one. */
  void starting(ThreadState thread, Ref<ThreadInfo> started) {
    readIdentity(thread);
    journal.threadStarted(thread.info(), thread.identityRef, callStacks.here(), started);
  }

  /** Reads the calling thread's identity into its state. */
  // One token always gives the same object; another one with an equal value costs a look-up.
  @SuppressWarnings("ReferenceEquality")
  Identity readIdentity(ThreadState thread) {
    Identity identity = tokens.current();
    if (identity != thread.identity) {
      thread.identityRef = journal.intern(identity);
      thread.identity = identity;
    }
    return identity;
  }

  private long argument(ThreadState thread, CallShape shape, Object[] arguments) throws Throwable {
    if (shape.detail() == Detail.PROPERTIES) {
      return reader.connectFlags(arguments);
    }
    int callback = shape.callback();
    if (callback >= 0 && callback < arguments.length) {
      Object given = arguments[callback];
      // A plain function pointer is no Java callback; it is identified by its address.
      long address = values.valueOf(given);
      if (given == null || address != 0) {
        return address;
      }
      thread.passedCallback = given;
      return callbacks.register(given);
    }
    return reader.number(arguments, shape.argument());
  }

  private String ownerSid(CallShape shape, long object, Identity identity) {
    if (shape.entryPoint().kind() == Kind.LOGON) {
      return identity.sid();
    }
    ObjectTable.Entry entry = objects.find(object);
    return entry == null ? null : entry.sid();
  }

  /** Known before the call, because the call may free what would have to be read. */
  private String createdInterface(CallShape shape, long object, Object[] arguments)
      throws Throwable {
    if (shape.detail() == Detail.QUERIED_INTERFACE) {
      byte[] iid = reader.iid(arguments, 1);
      String queried = iid == null ? null : catalogue.interfaceOf(iid);
      ObjectTable.Entry entry = objects.find(object);
      return queried != null || entry == null ? queried : entry.interfaceName();
    }
    return shape.detail() == Detail.OPENED_TYPE ? null : shape.entryPoint().creates();
  }

  private long created(Call call, long result) throws Throwable {
    int position = call.shape().created();
    return position == CallShape.RESULT ? result : reader.created(call.arguments(), position);
  }

  private Ref<Stack> evidence(Call call, long value, Throwable thrown) {
    boolean hresult =
        call.entryPoint().value().resultType() == EntryPoint.ResultType.HRESULT && thrown == null;
    boolean telling = (int) value == MAPI_E_NETWORK_ERROR || (int) value == MAPI_E_CALL_FAILED;
    return hresult && telling && call.ownerSid() != null ? callStacks.here() : null;
  }

  /** Whether an object was asked for an interface that tells less of it than is known. */
  private boolean isKnown(Call call, long created) {
    ObjectTable.Entry asked = objects.find(call.object());
    return objects.find(created) != null
        && asked != null
        && asked.interfaceName().equals(call.createdInterface());
  }

  private void remember(CallShape shape, Call call, boolean success, long value, long created)
      throws Throwable {
    Kind kind = shape.entryPoint().kind();
    boolean pointers = shape.entryPoint().bridge().handlesArePointers();
    if (!pointers || !success) {
      return;
    }
    if ((kind == Kind.LOGON || kind == Kind.OPEN) && created != 0) {
      String interfaceName = call.createdInterface();
      if (shape.detail() == Detail.OPENED_TYPE) {
        interfaceName =
            catalogue.interfaceOfType(reader.createdType(call.arguments(), shape.created() - 1));
      }
      if (shape.detail() == Detail.QUERIED_INTERFACE && isKnown(call, created)) {
        return;
      }
      objects.add(created, interfaceName == null ? "IUnknown" : interfaceName, call.ownerSid());
    } else if (kind == Kind.RELEASE && value == 0) {
      objects.remove(call.object());
    }
  }
}
