package io.mapiaudit.demo.binding;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;

/** The flat exports of MAPI32 by JNA's direct mapping. */
@SuppressWarnings("MemberName")
final class DirectMapi32 implements Mapi32 {

  static {
    // Named, because JNA 5.19 cannot find out on Java 8 who calls.
    Native.register(
        DirectMapi32.class, NativeLibrary.getInstance(StandInLibrary.path(), Convention.OPTIONS));
  }

  @Override
  public native int MAPIInitialize(Pointer init);

  @Override
  public native void MAPIUninitialize();

  @Override
  public native int MAPILogonEx(
      Pointer uiParam, String profile, String password, int flags, PointerByReference session);

  @Override
  public native int MAPIAdminProfiles(int flags, PointerByReference profAdmin);

  @Override
  public native int HrAllocAdviseSink(
      NotifCallback callback, Pointer context, PointerByReference sink);

  @Override
  public native int HrDispatchNotifications(int flags);

  @Override
  public native int UlRelease(Pointer object);
}
