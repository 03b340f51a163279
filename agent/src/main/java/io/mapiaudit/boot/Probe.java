package io.mapiaudit.boot;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * What instrumented code calls, {@link ProbeTasks} apart. Static, JDK types only, one volatile read
 * when the agent is off, and nothing that happens behind it reaches the application.
 */
public final class Probe {

  private static volatile ProbeSink sink;

  /** The sink even while it is suspended. */
  private static volatile ProbeSink linker;

  private Probe() {}

  /** Turns auditing on with a sink, or off with null. */
  public static void install(ProbeSink newSink) {
    linker = newSink;
    sink = newSink;
    ProbeTasks.install(newSink);
  }

  /**
   * Has a sink told of nothing but what is looked up or linked once, so that it can be installed
   * later without having missed that.
   */
  public static void suspend(ProbeSink newSink) {
    linker = newSink;
    sink = null;
    ProbeTasks.install(null);
  }

  /** The sink in charge, null when auditing is off. */
  public static ProbeSink installed() {
    return sink;
  }

  /** The sink that is told of what is looked up or linked, null when auditing is off. */
  static ProbeSink linker() {
    return linker;
  }

  /** See {@link ProbeSink#functionEntered}. */
  public static Object functionEntered(
      Object function, String name, long peer, Object[] arguments) {
    ProbeSink current = sink;
    if (current == null) {
      return null;
    }
    try {
      return current.functionEntered(function, name, peer, arguments);
    } catch (Throwable failure) {
      failed(current, failure);
      return null;
    }
  }

  /** See {@link ProbeSink#comEntered}. */
  public static Object comEntered(int slot, Object[] arguments) {
    ProbeSink current = sink;
    if (current == null) {
      return null;
    }
    try {
      return current.comEntered(slot, arguments);
    } catch (Throwable failure) {
      failed(current, failure);
      return null;
    }
  }

  /** See {@link ProbeSink#methodEntered}. */
  public static Object methodEntered(int entryPoint, Object self, Object[] arguments) {
    ProbeSink current = sink;
    if (current == null) {
      return null;
    }
    try {
      return current.methodEntered(entryPoint, self, arguments);
    } catch (Throwable failure) {
      failed(current, failure);
      return null;
    }
  }

  /** See {@link ProbeSink#functionBound}. */
  public static void functionBound(Method method, Object function) {
    ProbeSink current = linker;
    if (function == null) {
      return;
    }
    if (current == null) {
      ProbePrefix.bound(method, function);
      return;
    }
    try {
      current.functionBound(method, function);
    } catch (Throwable failure) {
      failed(current, failure);
    }
  }

  /** See {@link ProbeSink#needsProxy}. */
  public static boolean needsProxy(Object callback) {
    ProbeSink current = sink;
    if (current == null || callback == null) {
      return false;
    }
    try {
      return current.needsProxy(callback);
    } catch (Throwable failure) {
      failed(current, failure);
      return false;
    }
  }

  /** See {@link ProbeSink#bridgeEntered}. */
  public static Object bridgeEntered(int point, Object self, Object[] arguments) {
    ProbeSink current = sink;
    if (current == null) {
      return null;
    }
    try {
      return current.bridgeEntered(point, self, arguments);
    } catch (Throwable failure) {
      failed(current, failure);
      return null;
    }
  }

  /** See {@link ProbeSink#returned}; does nothing for a call that is not audited. */
  public static void returned(Object call, Object result, Throwable thrown) {
    ProbeSink current = sink;
    if (call == null || current == null) {
      return;
    }
    try {
      current.returned(call, result, thrown);
    } catch (Throwable failure) {
      failed(current, failure);
    }
  }

  /**
   * Stands in for the {@code Method.invoke} by which JNA calls a callback: invokes it and tells the
   * sink before and after. Whatever the callback throws is thrown on unchanged.
   */
  public static Object invokeCallback(Method method, Object callback, Object[] arguments)
      throws IllegalAccessException, InvocationTargetException {
    ProbeSink current = sink;
    Object call = null;
    if (current != null) {
      try {
        call = current.callbackEntered(callback, method, arguments);
      } catch (Throwable failure) {
        failed(current, failure);
      }
    }
    if (call == null) {
      return method.invoke(callback, arguments);
    }
    Object result = null;
    Throwable thrown = null;
    try {
      result = method.invoke(callback, arguments);
      return result;
    } catch (InvocationTargetException exception) {
      thrown = exception.getTargetException();
      throw exception;
    } finally {
      returned(call, result, thrown);
    }
  }

  /** See {@link ProbeSink#pointerRead}. */
  public static void pointerRead(long address, Object pointer) {
    ProbeSink current = sink;
    if (current == null || pointer == null) {
      return;
    }
    try {
      current.pointerRead(address, pointer);
    } catch (Throwable failure) {
      failed(current, failure);
    }
  }

  static void failed(ProbeSink current, Throwable failure) {
    try {
      current.failed(failure);
    } catch (Throwable ignored) {
      // Out of memory or of stack even here: the application still goes on.
    }
  }
}
