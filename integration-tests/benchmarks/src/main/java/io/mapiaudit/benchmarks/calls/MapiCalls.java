package io.mapiaudit.benchmarks.calls;

import com.sun.jna.CallbackReference;
import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.COM.Unknown;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import io.mapiaudit.demo.binding.Bridge;
import io.mapiaudit.demo.binding.MailApi;
import io.mapiaudit.demo.binding.Mapi32;
import io.mapiaudit.demo.binding.NativeMapi;
import io.mapiaudit.demo.binding.StandInLibrary;
import java.util.Objects;

/** Calls that are audited, one for each way of crossing, and one that is not. */
final class MapiCalls {

  private static final int STORE_OPEN_ENTRY = 17;
  private static final int FOLDER_GET_CONTENTS_TABLE = 14;
  private static final int TABLE_GET_ROW_COUNT = 9;
  private static final String PROFILE = "benchmarks";

  private MapiCalls() {}

  /** A flat export that has nothing to do. */
  static Operation jna() {
    Mapi32 mapi = StandInLibrary.bind(Mapi32.class);
    return () -> mapi.HrDispatchNotifications(0);
  }

  /** A native method of a wrapper, which finds that there is no such store. */
  static Operation jni() {
    return () -> NativeMapi.countMessages(0);
  }

  /**
   * A notification while there is a session, called as MAPI calls it: by the address that was given
   * to it. Not by way of the stand-in, which wakes threads of its own before and after each, and
   * what that takes depends on how soon the next one comes.
   */
  static Operation callback() {
    MailApi api = Bridge.JNA.open();
    openStore(api);
    long[] count = new long[1];
    Mapi32.NotifCallback callback = (context, events, notifications) -> (int) count[0]++;
    PointerByReference sink = new PointerByReference();
    if (StandInLibrary.bind(Mapi32.class).HrAllocAdviseSink(callback, Pointer.NULL, sink) != 0) {
      throw new IllegalStateException("no advise sink");
    }
    Function code = Function.getFunction(CallbackReference.getFunctionPointer(callback));
    Object[] arguments = {Pointer.NULL, 0, Pointer.NULL};
    return () -> {
      // JNA frees the native half of a callback that nothing in Java refers to any more.
      Objects.requireNonNull(callback);
      long before = count[0];
      code.invokeInt(arguments);
      if (count[0] != before + 1) {
        throw new IllegalStateException("no notification came");
      }
      return count[0];
    };
  }

  /** A method of a COM object, by jna-platform's {@code COMInvoker}. */
  static Operation com() {
    MailApi api = Bridge.JNA.open();
    ComObject store = new ComObject(new Pointer(openStore(api)));
    PointerByReference inbox = new PointerByReference();
    store.call(STORE_OPEN_ENTRY, 0, Pointer.NULL, Pointer.NULL, 0, new IntByReference(), inbox);
    PointerByReference contents = new PointerByReference();
    new ComObject(inbox.getValue()).call(FOLDER_GET_CONTENTS_TABLE, 0, contents);
    ComObject table = new ComObject(contents.getValue());
    IntByReference rows = new IntByReference();
    return () -> table.call(TABLE_GET_ROW_COUNT, 0, rows);
  }

  /** A function that no entry point names. */
  static Operation unnamed() {
    TokenCalls.Kernel kernel = Native.load(TokenCalls.kernel(), TokenCalls.Kernel.class);
    return kernel::GetCurrentProcessId;
  }

  private static long openStore(MailApi api) {
    api.initialize(0);
    api.createProfile(PROFILE);
    return api.openStore(api.logon(PROFILE));
  }

  /** Calls by slot, the object itself first. */
  private static final class ComObject extends Unknown {
    private ComObject(Pointer object) {
      super(object);
    }

    private int call(int slot, Object... arguments) {
      Object[] all = new Object[arguments.length + 1];
      all[0] = getPointer();
      System.arraycopy(arguments, 0, all, 1, arguments.length);
      int result = _invokeNativeInt(slot, all);
      if (result < 0) {
        throw new IllegalStateException("slot " + slot + ": 0x" + Integer.toHexString(result));
      }
      return result;
    }
  }
}
