package io.mapiaudit.demo.binding;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;

/** Calls COM methods by slot, as programs do that have no type library for the interface. */
final class Vtable {

  private Vtable() {}

  /** Calls a method whose result is a count. */
  static int count(Pointer object, int slot, Object... arguments) {
    Pointer vtable = object.getPointer(0);
    Function method =
        Function.getFunction(
            vtable.getPointer((long) slot * Native.POINTER_SIZE), Convention.FLAGS);
    return method.invokeInt(withSelf(object, arguments));
  }

  /**
   * Calls a method that returns an HRESULT.
   *
   * @throws MapiException when it is a failure
   */
  static void call(String method, Pointer object, int slot, Object... arguments) {
    check(method, count(object, slot, arguments));
  }

  /** Calls a method whose last parameter hands out an object. */
  static Pointer open(String method, Pointer object, int slot, Object... arguments) {
    PointerByReference out = new PointerByReference();
    Object[] all = new Object[arguments.length + 1];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = out;
    call(method, object, slot, all);
    return out.getValue();
  }

  /** Throws when {@code result}, just returned by {@code function}, is a failure. */
  static void check(String function, int result) {
    if (result < 0) {
      throw new MapiException(function, result, Native.getLastError());
    }
  }

  static Object[] withSelf(Pointer object, Object... arguments) {
    Object[] all = new Object[arguments.length + 1];
    all[0] = object;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return all;
  }
}
