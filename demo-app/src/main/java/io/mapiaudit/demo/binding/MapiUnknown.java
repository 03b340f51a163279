package io.mapiaudit.demo.binding;

import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.COM.Unknown;
import com.sun.jna.ptr.PointerByReference;

/** A MAPI object as jna-platform sees COM: every method goes through its {@code COMInvoker}. */
class MapiUnknown extends Unknown {

  MapiUnknown(Pointer object) {
    super(object);
  }

  /** Calls a method that returns an HRESULT; throws {@link MapiException} when it is a failure. */
  final void call(String method, int slot, Object... arguments) {
    Vtable.check(method, _invokeNativeInt(slot, Vtable.withSelf(getPointer(), arguments)));
  }

  /** Calls a method whose last parameter hands out an object. */
  final Pointer open(String method, int slot, Object... arguments) {
    PointerByReference out = new PointerByReference();
    Object[] all = new Object[arguments.length + 1];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = out;
    call(method, slot, all);
    return out.getValue();
  }
}
