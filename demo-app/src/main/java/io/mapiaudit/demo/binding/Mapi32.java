package io.mapiaudit.demo.binding;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.util.Map;

/** The flat exports of MAPI32, under the names its headers give them. */
@SuppressWarnings("MemberName")
public interface Mapi32 extends Library {

  /** JNA finds the callback's convention here, also when only the direct mapping is in use. */
  Map<String, Object> OPTIONS = Convention.OPTIONS;

  /** {@code NOTIFCALLBACK}: what {@link #HrAllocAdviseSink} turns into an advise sink. */
  interface NotifCallback extends Callback {
    int invoke(Pointer context, int count, Pointer notifications);
  }

  int MAPIInitialize(Pointer init);

  void MAPIUninitialize();

  int MAPILogonEx(
      Pointer uiParam, String profile, String password, int flags, PointerByReference session);

  int MAPIAdminProfiles(int flags, PointerByReference profAdmin);

  int HrAllocAdviseSink(NotifCallback callback, Pointer context, PointerByReference sink);

  int HrDispatchNotifications(int flags);

  int UlRelease(Pointer object);
}
