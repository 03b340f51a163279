package io.mapiaudit.capture;

import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.CallShape;
import io.mapiaudit.model.Catalogue;
import java.lang.invoke.MethodHandle;
import java.lang.ref.WeakReference;
import java.util.Arrays;

/** Finds out which calls and callbacks of the foreign linker are ones the catalogue names. */
final class ForeignCrossings {

  private final Catalogue catalogue;
  private final Guard guard;
  private final Crossings crossings;
  private final ComMethods comMethods;
  private final NativeValues values;
  private final NativeCode code;
  private final Upcalls upcalls;

  /** What was handed out for handles without a function. */
  private final WeakIdentityMap<WeakReference<MethodHandle>> unbound = new WeakIdentityMap<>();

  ForeignCrossings(
      Catalogue catalogue,
      Guard guard,
      Crossings crossings,
      ComMethods comMethods,
      NativeValues values,
      NativeCode code,
      Upcalls upcalls) {
    this.catalogue = catalogue;
    this.guard = guard;
    this.crossings = crossings;
    this.comMethods = comMethods;
    this.values = values;
    this.code = code;
    this.upcalls = upcalls;
  }

  /** A function was looked up in a library. */
  void symbolFound(String name, long address) {
    code.found(name, address);
  }

  /**
   * What the linker should hand out for a handle. One that is bound to a function is told of only
   * when that function is audited; one that is not, from when any function may be.
   */
  MethodHandle downcallLinked(MethodHandle handle, Object symbol, Object descriptor)
      throws Throwable {
    if (!Downcalls.fits(handle.type())) {
      return handle;
    }
    code.watchObjects();
    int skipped = handle.type().parameterCount() - Segments.argumentCount(descriptor);
    if (symbol == null) {
      return unbound(handle, skipped);
    }
    long address = Segments.address(symbol);
    if (!code.isEntryPoint(address)) {
      return handle;
    }
    CallShape function = code.function(address);
    String name = function == null ? null : function.entryPoint().name();
    return Downcalls.ofFunction(handle, name, address, skipped);
  }

  /** The same for the same: the linker keeps such handles, and so programs need not. */
  private MethodHandle unbound(MethodHandle handle, int skipped) {
    WeakReference<MethodHandle> before = unbound.get(handle);
    MethodHandle known = before == null ? null : before.get();
    if (known != null) {
      return known;
    }
    MethodHandle made = code.onceAnyIsKnown(handle, Downcalls.ofAnyFunction(handle, skipped));
    unbound.put(handle, new WeakReference<>(made));
    return made;
  }

  boolean isAudited(Object symbol) throws Throwable {
    return symbol != null && code.isEntryPoint(Segments.address(symbol));
  }

  /** A handle is about to call native code; null when that is not audited. */
  Call downcallEntered(String function, long address, int skipped, Object[] all) throws Throwable {
    if (guard.isBusy() || !Segments.areReadable(all)) {
      return null;
    }
    Object[] arguments = Arrays.copyOfRange(all, skipped, all.length);
    CallShape shape = shape(function, address == 0 ? Segments.address(all[0]) : address, arguments);
    return shape == null ? null : crossings.enter(shape, Bridge.FFM, arguments);
  }

  private CallShape shape(String function, long address, Object[] arguments) throws Throwable {
    CallShape named = function == null ? code.function(address) : catalogue.function(function);
    return named != null || arguments.length == 0
        ? named
        : comMethods.atAddress(values.valueOf(arguments[0]), address);
  }

  MethodHandle upcallLinking(MethodHandle target) {
    return upcalls.linking(target);
  }

  void upcallLinked(Object stub) throws Throwable {
    upcalls.linked(Segments.address(stub));
  }

  /** Native code calls a stub that was given to MAPI; null when that cannot be recorded. */
  Call upcallEntered(Object called, Object[] arguments) throws Throwable {
    if (!(called instanceof UpcallStub) || guard.isBusy()) {
      return null;
    }
    UpcallStub stub = (UpcallStub) called;
    long first = values.valueOf(arguments[0]);
    boolean method = stub.isOnNotify();
    return crossings.notified(
        crossings.target(stub.target().shape(), Bridge.FFM),
        method ? first : 0,
        method ? 0 : first,
        method ? 0 : stub.address(),
        stub::stack);
  }
}
