package io.mapiaudit.boot;

import java.lang.invoke.MethodHandle;

/**
 * What the foreign function interface of the JDK and the method handles it hands out call; see
 * {@link Probe}. Types newer than Java 8 are passed as objects.
 */
public final class ProbeForeign {

  private ProbeForeign() {}

  /** See {@link ProbeSink#symbolFound}. */
  public static void symbolFound(String name, long address) {
    ProbeSink current = Probe.linker();
    if (current == null || address == 0) {
      return;
    }
    try {
      current.symbolFound(name, address);
    } catch (Throwable failure) {
      Probe.failed(current, failure);
    }
  }

  /** See {@link ProbeSink#downcallLinked}. */
  public static MethodHandle downcallLinked(MethodHandle handle, Object symbol, Object descriptor) {
    ProbeSink current = Probe.linker();
    if (current == null || handle == null) {
      return handle;
    }
    try {
      return current.downcallLinked(handle, symbol, descriptor);
    } catch (Throwable failure) {
      Probe.failed(current, failure);
      return handle;
    }
  }

  /** See {@link ProbeSink#upcallLinking}. */
  public static MethodHandle upcallLinking(MethodHandle target) {
    ProbeSink current = Probe.linker();
    if (current == null) {
      return target;
    }
    try {
      return current.upcallLinking(target);
    } catch (Throwable failure) {
      Probe.failed(current, failure);
      return target;
    }
  }

  /** See {@link ProbeSink#upcallLinked}. */
  public static void upcallLinked(Object stub) {
    ProbeSink current = Probe.linker();
    if (current == null) {
      return;
    }
    try {
      current.upcallLinked(stub);
    } catch (Throwable failure) {
      Probe.failed(current, failure);
    }
  }

  /** Whether auditing is on; what handles of audited functions ask first. */
  public static boolean isOn() {
    return Probe.installed() != null;
  }

  /** Whether a function may be one that is audited; what handles without an address ask first. */
  public static boolean isAudited(Object symbol) {
    ProbeSink current = Probe.installed();
    if (current == null) {
      return false;
    }
    try {
      return current.isAudited(symbol);
    } catch (Throwable failure) {
      Probe.failed(current, failure);
      return false;
    }
  }

  /**
   * Stands in for a downcall: makes it and tells the sink before and after. Whatever it throws is
   * thrown on unchanged.
   *
   * @param target takes an array of the arguments
   * @param function name of the function, null when only its address is known
   * @param address of the function, 0 when it is the first argument
   * @param skipped how many of the arguments are for the linker and not for the function
   */
  public static Object invokeDowncall(
      MethodHandle target, String function, long address, int skipped, Object[] arguments)
      throws Throwable {
    ProbeSink current = Probe.installed();
    Object call = null;
    if (current != null) {
      try {
        call = current.downcallEntered(function, address, skipped, arguments);
      } catch (Throwable failure) {
        Probe.failed(current, failure);
      }
    }
    return invoke(target, call, arguments);
  }

  /**
   * Stands in for the target of an upcall stub: calls it and tells the sink before and after.
   * Whatever it throws is thrown on unchanged.
   *
   * @param target takes an array of the arguments
   * @param stub what the sink gave the stub
   */
  public static Object invokeUpcall(MethodHandle target, Object stub, Object[] arguments)
      throws Throwable {
    ProbeSink current = Probe.installed();
    Object call = null;
    if (current != null) {
      try {
        call = current.upcallEntered(stub, arguments);
      } catch (Throwable failure) {
        Probe.failed(current, failure);
      }
    }
    return invoke(target, call, arguments);
  }

  private static Object invoke(MethodHandle target, Object call, Object[] arguments)
      throws Throwable {
    if (call == null) {
      return (Object) target.invokeExact(arguments);
    }
    Object result = null;
    Throwable thrown = null;
    try {
      result = (Object) target.invokeExact(arguments);
      return result;
    } catch (Throwable exception) {
      thrown = exception;
      throw exception;
    } finally {
      Probe.returned(call, result, thrown);
    }
  }
}
