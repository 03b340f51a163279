package io.mapiaudit.capture;

import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.CallShape;
import io.mapiaudit.model.Catalogue;
import java.lang.reflect.Method;

/** Finds out which calls and callbacks of the application's JNA are ones the catalogue names. */
final class JnaCrossings {

  private static final String BY_ADDRESS = "native@";

  private final Catalogue catalogue;
  private final Guard guard;
  private final Crossings crossings;
  private final ComMethods comMethods;
  private final NativeValues values;
  private final Notifications notifications;

  JnaCrossings(
      Catalogue catalogue,
      Guard guard,
      Crossings crossings,
      ComMethods comMethods,
      NativeValues values,
      Notifications notifications) {
    this.catalogue = catalogue;
    this.guard = guard;
    this.crossings = crossings;
    this.comMethods = comMethods;
    this.values = values;
    this.notifications = notifications;
  }

  /** {@code Function.invoke} begins; null when it is not audited. */
  Call functionEntered(String name, long peer, Object[] arguments) {
    boolean byAddress = name.startsWith(BY_ADDRESS);
    CallShape shape = byAddress ? null : catalogue.function(name);
    if (shape == null && (!byAddress || arguments == null || arguments.length == 0)) {
      return null;
    }
    ThreadState thread = guard.tracked();
    if (thread != null && (thread.busy || thread.comArguments == arguments)) {
      return null;
    }
    if (shape != null) {
      return crossings.enter(shape, Bridge.JNA, arguments == null ? new Object[0] : arguments);
    }
    try {
      PointerTrail trail = thread == null ? null : thread.trail();
      shape = comMethods.atAddress(values.valueOf(arguments[0]), peer, trail);
    } catch (Throwable failure) {
      guard.failed(failure);
    }
    return shape == null ? null : crossings.enter(shape, Bridge.JNA, arguments);
  }

  /** {@code COMInvoker} calls a slot; null when it is not audited. */
  Call comEntered(int slot, Object[] arguments) {
    if (arguments == null || arguments.length == 0 || guard.isBusy()) {
      return null;
    }
    CallShape shape = null;
    try {
      shape = comMethods.inSlot(values.valueOf(arguments[0]), slot);
    } catch (Throwable failure) {
      guard.failed(failure);
    }
    if (shape == null) {
      return null;
    }
    guard.announce(arguments);
    return crossings.enter(shape, Bridge.JNA_COM, arguments);
  }

  /** Native code calls a callback; null when it is no notification. */
  Call callbackEntered(Object callback, Method method, Object[] arguments) {
    if (arguments.length == 0 || guard.isBusy()) {
      return null;
    }
    try {
      long key = notifications.keyOf(callback);
      if (key != 0) {
        return notified(callback, method, 0, values.valueOf(arguments[0]), key);
      }
      return notifications.isOnNotify(callback, method)
          ? notified(callback, method, values.valueOf(arguments[0]), 0, 0)
          : null;
    } catch (Throwable failure) {
      guard.failed(failure);
      return null;
    }
  }

  /** JNA has read a pointer from memory. */
  void pointerRead(long address, Object pointer) {
    ThreadState thread = guard.tracked();
    if (thread == null || thread.busy) {
      return;
    }
    try {
      thread.trail().add(address, values.valueOf(pointer));
    } catch (Throwable failure) {
      guard.failed(failure);
    }
  }

  private Call notified(Object callback, Method method, long sink, long context, long key) {
    return crossings.notified(
        notifications.target(method),
        sink,
        context,
        key,
        () -> StackRecorder.takeInto(callback.getClass(), method.getName()));
  }
}
