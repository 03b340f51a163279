package io.mapiaudit.demo.binding;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** MAPI through JNA: flat exports by interface or directly mapped, COM methods by vtable slot. */
final class JnaMailApi extends FlatMailApi {

  private static final int RELEASE = 2;
  private static final int SESSION_OPEN_MSG_STORE = 5;
  private static final int SESSION_LOGOFF = 17;
  private static final int STORE_ADVISE = 14;
  private static final int STORE_UNADVISE = 15;
  private static final int STORE_OPEN_ENTRY = 17;
  private static final int FOLDER_GET_CONTENTS_TABLE = 14;
  private static final int TABLE_GET_ROW_COUNT = 9;
  private static final int ADMIN_CREATE_PROFILE = 5;
  private static final int ADMIN_DELETE_PROFILE = 6;
  private static final int ADMIN_ADMIN_SERVICES = 11;
  private static final int SERVICES_OPEN_PROFILE_SECTION = 10;
  private static final int SECTION_SAVE_CHANGES = 4;
  private static final int SECTION_SET_PROPS = 8;

  // JNA frees the native half of a callback that nothing in Java refers to any more.
  private final Map<Long, Mapi32.NotifCallback> callbacks = new ConcurrentHashMap<>();

  JnaMailApi(Mapi32 mapi) {
    super(mapi);
  }

  @Override
  public void logoff(long session) {
    Vtable.call("IMAPISession::Logoff", at(session), SESSION_LOGOFF, Pointer.NULL, 0, 0);
    release(session);
  }

  @Override
  public long openStore(long session) {
    Pointer store =
        Vtable.open(
            "IMAPISession::OpenMsgStore",
            at(session),
            SESSION_OPEN_MSG_STORE,
            Pointer.NULL,
            0,
            Pointer.NULL,
            Pointer.NULL,
            MapiLayout.MAPI_MODIFY);
    return Pointer.nativeValue(store);
  }

  @Override
  public long advise(long store, MailListener listener) {
    Mapi32.NotifCallback callback =
        (context, count, notifications) -> {
          MapiLayout.deliver(count, notifications, listener);
          return 0;
        };
    PointerByReference sink = new PointerByReference();
    Vtable.check("HrAllocAdviseSink", mapi().HrAllocAdviseSink(callback, at(store), sink));
    try {
      Pointer connection =
          Vtable.open(
              "IMsgStore::Advise",
              at(store),
              STORE_ADVISE,
              0,
              Pointer.NULL,
              MapiLayout.FNEV_NEW_MAIL,
              sink.getValue());
      callbacks.put(Pointer.nativeValue(connection), callback);
      return Pointer.nativeValue(connection);
    } finally {
      // The store keeps a reference of its own.
      mapi().UlRelease(sink.getValue());
    }
  }

  @Override
  public void unadvise(long store, long connection) {
    Vtable.call("IMsgStore::Unadvise", at(store), STORE_UNADVISE, at(connection));
    callbacks.remove(connection);
  }

  @Override
  public int countMessages(long store) {
    IntByReference type = new IntByReference();
    Pointer inbox =
        Vtable.open(
            "IMsgStore::OpenEntry",
            at(store),
            STORE_OPEN_ENTRY,
            0,
            Pointer.NULL,
            Pointer.NULL,
            0,
            type);
    try {
      Pointer table =
          Vtable.open("IMAPIFolder::GetContentsTable", inbox, FOLDER_GET_CONTENTS_TABLE, 0);
      try {
        IntByReference rows = new IntByReference();
        Vtable.call("IMAPITable::GetRowCount", table, TABLE_GET_ROW_COUNT, 0, rows);
        return rows.getValue();
      } finally {
        Vtable.count(table, RELEASE);
      }
    } finally {
      Vtable.count(inbox, RELEASE);
    }
  }

  @Override
  public int release(long object) {
    return Vtable.count(at(object), RELEASE);
  }

  @Override
  public void createProfile(String profile) {
    Pointer admin = profAdmin();
    try {
      createProfile(admin, profile);
    } finally {
      mapi().UlRelease(admin);
    }
  }

  @Override
  public void deleteProfile(String profile) {
    Pointer admin = profAdmin();
    try {
      Vtable.call("IProfAdmin::DeleteProfile", admin, ADMIN_DELETE_PROFILE, profile, 0);
    } finally {
      mapi().UlRelease(admin);
    }
  }

  @Override
  public void setConnectFlags(String profile, int flags) {
    Pointer admin = profAdmin();
    Pointer services = null;
    Pointer section = null;
    try {
      ensureProfile(() -> createProfile(admin, profile));
      services =
          Vtable.open(
              "IProfAdmin::AdminServices",
              admin,
              ADMIN_ADMIN_SERVICES,
              profile,
              Pointer.NULL,
              Pointer.NULL,
              0);
      section =
          Vtable.open(
              "IMsgServiceAdmin::OpenProfileSection",
              services,
              SERVICES_OPEN_PROFILE_SECTION,
              MapiLayout.globalSection(),
              Pointer.NULL,
              MapiLayout.MAPI_MODIFY);
      Vtable.call(
          "IProfSect::SetProps",
          section,
          SECTION_SET_PROPS,
          1,
          MapiLayout.connectFlags(flags),
          Pointer.NULL);
      Vtable.call("IProfSect::SaveChanges", section, SECTION_SAVE_CHANGES, 0);
    } finally {
      // UlRelease takes null, as the real one does.
      mapi().UlRelease(section);
      mapi().UlRelease(services);
      mapi().UlRelease(admin);
    }
  }

  private static void createProfile(Pointer admin, String profile) {
    Vtable.call(
        "IProfAdmin::CreateProfile",
        admin,
        ADMIN_CREATE_PROFILE,
        profile,
        Pointer.NULL,
        Pointer.NULL,
        0);
  }

  private static Pointer at(long address) {
    return new Pointer(address);
  }
}
