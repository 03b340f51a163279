package io.mapiaudit.capture;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;

/** Reads {@code java.lang.foreign} objects, which this class file is too old to name. */
final class Segments {

  private static final String PACKAGE = "java.lang.foreign.";
  private static final Class<?> SEGMENT = type("MemorySegment");
  private static final MethodHandle ADDRESS = handle("MemorySegment", "address", long.class);
  private static final MethodHandle IS_NATIVE = handle("MemorySegment", "isNative", boolean.class);
  private static final MethodHandle IS_ACCESSIBLE =
      handle("MemorySegment", "isAccessibleBy", boolean.class, Thread.class);
  private static final MethodHandle SCOPE = scope();
  private static final MethodHandle IS_ALIVE =
      handle("MemorySegment$Scope", "isAlive", boolean.class);
  private static final MethodHandle ARGUMENT_LAYOUTS =
      handle("FunctionDescriptor", "argumentLayouts", List.class);

  private Segments() {}

  static boolean isSegment(Class<?> type) {
    return SEGMENT != null && SEGMENT.isAssignableFrom(type);
  }

  /** The address of a native segment, 0 for one in the Java heap. */
  static long address(Object segment) throws Throwable {
    return (boolean) IS_NATIVE.invokeExact(segment) ? (long) ADDRESS.invokeExact(segment) : 0;
  }

  /**
   * False when one of the arguments is memory that may be gone or is not the calling thread's: the
   * linker is going to refuse it, and nobody may read it before.
   */
  static boolean areReadable(Object[] arguments) throws Throwable {
    for (Object argument : arguments) {
      if (argument != null
          && isSegment(argument.getClass())
          && !((boolean) IS_ACCESSIBLE.invokeExact(argument, Thread.currentThread())
              && (boolean) IS_ALIVE.invokeExact((Object) SCOPE.invokeExact(argument)))) {
        return false;
      }
    }
    return true;
  }

  /** Number of arguments in a {@code FunctionDescriptor}. */
  static int argumentCount(Object descriptor) throws Throwable {
    return ((List<?>) ARGUMENT_LAYOUTS.invokeExact(descriptor)).size();
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(PACKAGE + name, false, null);
    } catch (ClassNotFoundException before22) {
      return null;
    }
  }

  private static MethodHandle scope() {
    Class<?> scope = type("MemorySegment$Scope");
    MethodHandle found = scope == null ? null : find("MemorySegment", "scope", scope);
    return found == null ? null : found.asType(MethodType.methodType(Object.class, Object.class));
  }

  /** A public method, with its receiver as an object. */
  private static MethodHandle handle(
      String owner, String name, Class<?> result, Class<?>... parameters) {
    MethodHandle found = find(owner, name, result, parameters);
    return found == null ? null : found.asType(found.type().changeParameterType(0, Object.class));
  }

  private static MethodHandle find(
      String owner, String name, Class<?> result, Class<?>... parameters) {
    Class<?> type = type(owner);
    try {
      return type == null
          ? null
          : MethodHandles.publicLookup()
              .findVirtual(type, name, MethodType.methodType(result, parameters));
    } catch (ReflectiveOperationException otherPreview) {
      return null;
    }
  }
}
