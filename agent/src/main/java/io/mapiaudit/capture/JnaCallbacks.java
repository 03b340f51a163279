package io.mapiaudit.capture;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/** Asks the application's JNA for the native address of a callback object. */
final class JnaCallbacks {

  private static final ClassValue<Method> GET_FUNCTION_POINTER =
      new ClassValue<Method>() {
        @Override
        protected Method computeValue(Class<?> callbackType) {
          try {
            Class<?> jnaCallback = jnaCallback(callbackType);
            Class<?> reference =
                Class.forName("com.sun.jna.CallbackReference", false, jnaCallback.getClassLoader());
            Method getFunctionPointer = reference.getMethod("getFunctionPointer", jnaCallback);
            if (!Modifier.isPublic(reference.getModifiers())) {
              getFunctionPointer.setAccessible(true); // Up to JNA 4.2; these are in no module.
            }
            return getFunctionPointer;
          } catch (ReflectiveOperationException notThisJna) {
            return null;
          }
        }
      };

  private JnaCallbacks() {}

  /**
   * The address native code calls to reach a callback that has been passed to it before.
   *
   * @return the address, 0 when it cannot be told
   */
  static long codeAddress(Object callback, Method callbackMethod)
      throws ReflectiveOperationException {
    Method getFunctionPointer = GET_FUNCTION_POINTER.get(callbackMethod.getDeclaringClass());
    if (getFunctionPointer == null) {
      return 0;
    }
    try {
      Object pointer = getFunctionPointer.invoke(null, callback);
      Method nativeValue = pointer.getClass().getMethod("nativeValue", pointer.getClass());
      return (Long) nativeValue.invoke(null, pointer);
    } catch (InvocationTargetException | NoSuchMethodException notThisJna) {
      return 0;
    }
  }

  private static Class<?> jnaCallback(Class<?> type) throws ClassNotFoundException {
    return Class.forName("com.sun.jna.Callback", false, type.getClassLoader());
  }
}
