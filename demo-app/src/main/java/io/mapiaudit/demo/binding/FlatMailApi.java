package io.mapiaudit.demo.binding;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;

/** The part of MAPI that is flat exports, called by JNA whatever the COM methods are called by. */
abstract class FlatMailApi implements MailApi {

  private final Mapi32 mapi;

  FlatMailApi(Mapi32 mapi) {
    this.mapi = mapi;
  }

  @Override
  public final void initialize(int flags) {
    Vtable.check("MAPIInitialize", mapi.MAPIInitialize(MapiLayout.init(flags)));
  }

  @Override
  public final void uninitialize() {
    mapi.MAPIUninitialize();
  }

  @Override
  public final long logon(String profile) {
    PointerByReference session = new PointerByReference();
    int result = mapi.MAPILogonEx(Pointer.NULL, profile, null, MapiLayout.LOGON_FLAGS, session);
    Vtable.check("MAPILogonEx", result);
    return Pointer.nativeValue(session.getValue());
  }

  @Override
  public final int lastError() {
    return Native.getLastError();
  }

  /** The exports. */
  final Mapi32 mapi() {
    return mapi;
  }

  /** An {@code IProfAdmin}. */
  final Pointer profAdmin() {
    PointerByReference admin = new PointerByReference();
    Vtable.check("MAPIAdminProfiles", mapi.MAPIAdminProfiles(0, admin));
    return admin.getValue();
  }

  /** Runs what makes a profile; a profile that is there already is good too. */
  static void ensureProfile(Runnable create) {
    try {
      create.run();
    } catch (MapiException e) {
      if (e.result() != MapiLayout.MAPI_E_NO_ACCESS) {
        throw e;
      }
    }
  }
}
