package io.mapiaudit.benchmarks.calls;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.COM.Unknown;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import io.mapiaudit.demo.binding.Bridge;
import io.mapiaudit.demo.binding.MailApi;
import io.mapiaudit.demo.binding.Mapi32;
import io.mapiaudit.demo.binding.NativeMapi;
import io.mapiaudit.demo.binding.StandIn;
import io.mapiaudit.demo.binding.StandInLibrary;
import java.util.Objects;

/** Calls that are audited, one for each way of crossing, and one that is not. */
final class MapiCalls {

  /** How many notifications one of {@link #callback} brings. */
  static final int SINKS = 16;

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
   * Notifications of so many sinks: queued by a function that is not audited, and delivered within
   * one that is. Queueing wakes threads of the stand-in, which takes now more and now less than a
   * callback does.
   */
  static Operation callback() {
    StandIn standIn = StandInLibrary.bind(StandIn.class);
    Mapi32 mapi = StandInLibrary.bind(Mapi32.class);
    long[] count = new long[1];
    MailApi api = Bridge.JNA.open();
    long store = openStore(api);
    for (int i = 0; i < SINKS; i++) {
      api.advise(store, event -> count[0]++);
    }
    return () -> {
      // JNA frees the native half of a callback that nothing in Java refers to any more.
      Objects.requireNonNull(api);
      long before = count[0];
      standIn.MapiDemoDeliver(PROFILE);
      mapi.HrDispatchNotifications(0);
      if (count[0] != before + SINKS) {
        throw new IllegalStateException((count[0] - before) + " notifications came");
      }
      return count[0];
    };
  }

  /** The same without anybody to be notified. */
  static Operation delivery() {
    StandIn standIn = StandInLibrary.bind(StandIn.class);
    Mapi32 mapi = StandInLibrary.bind(Mapi32.class);
    return () -> standIn.MapiDemoDeliver(PROFILE) + mapi.HrDispatchNotifications(0);
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
