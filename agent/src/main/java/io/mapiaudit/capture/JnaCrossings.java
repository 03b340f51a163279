package io.mapiaudit.capture;

import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.CallShape;
import io.mapiaudit.model.Catalogue;
import io.mapiaudit.model.Kind;
import java.lang.reflect.Method;
import java.util.concurrent.ConcurrentHashMap;

/** Finds out which calls and callbacks of the application's JNA are ones the catalogue names. */
final class JnaCrossings {

  private static final String BY_ADDRESS = "native@";
  private static final Object[] NO_ARGUMENTS = {};

  /** Functions remembered that are none of the audit's business; what is beyond is looked up. */
  private static final int MAX_PASSED_OVER = 4_096;

  private final Catalogue catalogue;
  private final Guard guard;
  private final Crossings crossings;
  private final ComMethods comMethods;
  private final NativeValues values;
  private final Notifications notifications;
  private final JnaAutomation automation;

  /** Names of functions that mean nothing, for these are what most programs call most. */
  private final ConcurrentHashMap<String, Boolean> passedOver = new ConcurrentHashMap<>();

  JnaCrossings(
      Catalogue catalogue,
      Guard guard,
      Crossings crossings,
      ComMethods comMethods,
      NativeValues values,
      Notifications notifications,
      JnaAutomation automation) {
    this.catalogue = catalogue;
    this.guard = guard;
    this.crossings = crossings;
    this.comMethods = comMethods;
    this.values = values;
    this.notifications = notifications;
    this.automation = automation;
  }

  /** {@code Function.invoke} begins; null when it is not audited. */
  Object functionEntered(String name, long peer, Object[] arguments) {
    if (passedOver.containsKey(name)) {
      return null;
    }
    boolean byAddress = name.startsWith(BY_ADDRESS);
    CallShape shape = byAddress ? null : catalogue.function(name);
    if (shape == null && !byAddress) {
      return unnamedEntered(name, arguments);
    }
    if (shape == null && (arguments == null || arguments.length == 0)) {
      return null;
    }
    // JNA hands over null for no arguments: it must not be taken for those of no COM call.
    Object[] given = arguments == null ? NO_ARGUMENTS : arguments;
    ThreadState thread = guard.tracked();
    if (thread != null && (thread.busy || thread.comArguments == given)) {
      return null;
    }
    if (shape != null) {
      return crossings.enter(shape, Bridge.JNA, given);
    }
    try {
      shape = comMethods.atAddress(values.valueOf(arguments[0]), peer);
    } catch (Throwable failure) {
      guard.failed(failure);
    }
    return shape == null ? null : crossings.enter(shape, Bridge.JNA, arguments);
  }

  /** A function that the catalogue does not name is called; null unless it is about automation. */
  private Object unnamedEntered(String name, Object[] arguments) {
    if (!JnaAutomation.isOfAutomation(name)) {
      if (passedOver.size() < MAX_PASSED_OVER) {
        passedOver.put(name, Boolean.TRUE);
      }
      return null;
    }
    return arguments == null || guard.isBusy() ? null : automation.functionEntered(name, arguments);
  }

  /** {@code COMInvoker} calls a slot; null when it is not audited. */
  Object comEntered(int slot, Object[] arguments) {
    if (arguments == null || arguments.length == 0 || guard.isBusy()) {
      return null;
    }
    CallShape shape = null;
    try {
      long object = values.valueOf(arguments[0]);
      String dispatchClass = automation.dispatchClass(object, slot);
      if (dispatchClass != null) {
        guard.announce(arguments);
        return automation.dispatchEntered(dispatchClass, object, slot, arguments);
      }
      shape = comMethods.inSlot(object, slot);
      if (shape != null && isConnection(shape)) {
        automation.advisedWith(values.valueOf(arguments[shape.argument()]));
      }
    } catch (Throwable failure) {
      guard.failed(failure);
    }
    if (shape == null) {
      return null;
    }
    guard.announce(arguments);
    return crossings.enter(shape, Bridge.JNA_COM, arguments);
  }

  /** True for the notification callback of the directly mapped call that this thread is making. */
  boolean needsProxy(Object callback) {
    ThreadState thread = guard.tracked();
    return thread != null && thread.passedCallback == callback;
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
      long sink = values.valueOf(arguments[0]);
      if (automation.isSink(sink) && isInvoke(method)) {
        return crossings.notified(
            automation.event((int) values.valueOf(arguments[1])),
            sink,
            0,
            0,
            stacks -> stacks.into(callback.getClass().getName(), method.getName()));
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
    try {
      if (comMethods.followsReads(address)) {
        comMethods.pointerRead(address, values.valueOf(pointer));
      }
    } catch (Throwable failure) {
      guard.failed(failure);
    }
  }

  /** Advise of a connection point, as opposed to MAPI's own. */
  private static boolean isConnection(CallShape shape) {
    return shape.entryPoint().kind() == Kind.ADVISE
        && shape.entryPoint().owner().equals("IConnectionPoint");
  }

  /** {@code IDispatch::Invoke} as jna-platform has it implemented, among the other callbacks. */
  private static boolean isInvoke(Method method) {
    return method.getDeclaringClass().getName().endsWith("$InvokeCallback");
  }

  private Call notified(Object callback, Method method, long sink, long context, long key) {
    return crossings.notified(
        notifications.target(method),
        sink,
        context,
        key,
        stacks -> stacks.into(callback.getClass().getName(), method.getName()));
  }
}
