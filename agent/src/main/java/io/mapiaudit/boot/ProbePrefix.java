package io.mapiaudit.boot;

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;

/**
 * Undoes the renaming of native methods for who looks them up by name. JNA strips the prefix
 * itself, but not when {@code jna.profiler.prefix} names another one, and not before it asks a
 * {@code FunctionMapper}. Works whether auditing is on or off: methods stay renamed.
 */
public final class ProbePrefix {

  /** JNA's own default for {@code jna.profiler.prefix}. */
  public static final String NATIVE = "$$YJP$$";

  private ProbePrefix() {}

  /**
   * The method as the application wrote it.
   *
   * @return the method in whose place a renamed one was put, or the method itself if it was not
   *     renamed
   */
  public static Method plain(Method method) {
    if (method == null || !method.getName().startsWith(NATIVE)) {
      return method;
    }
    try {
      // Another agent with the same prefix may have renamed it once more.
      return plain(
          method
              .getDeclaringClass()
              .getDeclaredMethod(
                  method.getName().substring(NATIVE.length()), method.getParameterTypes()));
    } catch (NoSuchMethodException notRenamed) {
      return method;
    }
  }

  /**
   * The name to look up for a method.
   *
   * @param name as it would be looked up
   * @return the plain method's name, when it is by the method's own name that it is looked up
   */
  public static String plain(String name, Method method) {
    return method != null && method.getName().equals(name) ? plain(method).getName() : name;
  }

  /** Keeps in mind what a method was bound to while nobody listened. */
  static void bound(Method method, Object function) {
    try {
      String descriptor =
          MethodType.methodType(method.getReturnType(), method.getParameterTypes())
              .toMethodDescriptorString();
      ProbeMemory.bind(
          method.getDeclaringClass().getName() + '.' + method.getName() + descriptor,
          (String) function.getClass().getMethod("getName").invoke(function));
    } catch (ReflectiveOperationException | RuntimeException | LinkageError otherJna) {
      // Its calls stay unseen should the agent come back.
    }
  }
}
