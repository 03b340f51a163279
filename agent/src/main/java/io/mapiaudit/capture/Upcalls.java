package io.mapiaudit.capture;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The upcall stubs that might be notification callbacks, by address. A stub cannot know what it
 * will be given to; so each asks a flag of its own when it is called, and the flag is set when its
 * address is given to MAPI.
 */
final class Upcalls {

  /** Beyond this many the stubs that are gone are sought out. */
  private static final int MANY = 1_000;

  private static final MethodHandle IS_NOTIFICATION = isNotification();
  private static final MethodHandle INVOKE =
      Downcalls.probe(
          "invokeUpcall", Object.class, MethodHandle.class, Object.class, Object[].class);

  private final ConcurrentHashMap<Long, WeakReference<UpcallStub>> byAddress =
      new ConcurrentHashMap<>();

  /** The stub that each thread is making; its address is known only when it is made. */
  // Not static: what threads keep belongs to one recording and goes with it.
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<UpcallStub> beingMade = new ThreadLocal<>();

  private int sweepAt = MANY;

  /** What a stub for this target should call instead; the target itself when it cannot matter. */
  MethodHandle linking(MethodHandle target) {
    beingMade.remove();
    MethodType type = target.type();
    if (!UpcallTarget.mayBeNotification(type)) {
      return target;
    }
    UpcallStub stub = new UpcallStub(UpcallTarget.of(target), StackRecorder.take());
    MethodHandle told =
        MethodHandles.insertArguments(INVOKE, 0, Downcalls.spread(target), stub)
            .asCollector(Object[].class, type.parameterCount())
            .asType(type);
    beingMade.set(stub);
    return MethodHandles.guardWithTest(IS_NOTIFICATION.bindTo(stub), told, target);
  }

  /** The stub the calling thread was making is now at this address. */
  void linked(long address) {
    UpcallStub stub = beingMade.get();
    if (stub == null) {
      return;
    }
    beingMade.remove();
    stub.madeAt(address);
    byAddress.put(address, new WeakReference<>(stub));
    sweep();
  }

  /**
   * MAPI is given the address of a function to call.
   *
   * @param method true when it stands in the table of the program's own sink
   */
  void givenToMapi(long address, boolean method) {
    WeakReference<UpcallStub> known = address == 0 ? null : byAddress.get(address);
    UpcallStub stub = known == null ? null : known.get();
    if (stub != null) {
      stub.isNotification(method);
    }
  }

  private synchronized void sweep() {
    if (byAddress.size() >= sweepAt) {
      byAddress.values().removeIf(stub -> stub.get() == null);
      sweepAt = Math.max(MANY, 2 * byAddress.size());
    }
  }

  private static MethodHandle isNotification() {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(AtomicBoolean.class, "get", MethodType.methodType(boolean.class));
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
