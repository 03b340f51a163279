package io.mapiaudit.demo.binding;

import com.sun.jna.Pointer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** MAPI through COM classes of jna-platform; notifications come to a sink written in Java. */
final class ComMailApi extends FlatMailApi {

  private final Map<Long, AdviseSink> sinks = new ConcurrentHashMap<>();

  ComMailApi(Mapi32 mapi) {
    super(mapi);
  }

  @Override
  public void logoff(long session) {
    MapiSession object = new MapiSession(new Pointer(session));
    object.logoff();
    object.Release();
  }

  @Override
  public long openStore(long session) {
    MsgStore store = new MapiSession(new Pointer(session)).openMsgStore();
    return Pointer.nativeValue(store.getPointer());
  }

  @Override
  public long advise(long store, MailListener listener) {
    AdviseSink sink = new AdviseSink(listener);
    long connection = store(store).advise(sink);
    sinks.put(connection, sink);
    return connection;
  }

  @Override
  public void unadvise(long store, long connection) {
    store(store).unadvise(connection);
    sinks.remove(connection);
  }

  @Override
  public int countMessages(long store) {
    MsgStore.MapiFolder inbox = store(store).openInbox();
    try {
      MsgStore.MapiTable table = inbox.contents();
      try {
        return table.rowCount();
      } finally {
        table.Release();
      }
    } finally {
      inbox.Release();
    }
  }

  @Override
  public int release(long object) {
    return new MapiUnknown(new Pointer(object)).Release();
  }

  @Override
  public void createProfile(String profile) {
    ProfAdmin admin = new ProfAdmin(profAdmin());
    try {
      admin.createProfile(profile);
    } finally {
      admin.Release();
    }
  }

  @Override
  public void deleteProfile(String profile) {
    ProfAdmin admin = new ProfAdmin(profAdmin());
    try {
      admin.deleteProfile(profile);
    } finally {
      admin.Release();
    }
  }

  @Override
  public void setConnectFlags(String profile, int flags) {
    ProfAdmin admin = new ProfAdmin(profAdmin());
    try {
      ensureProfile(() -> admin.createProfile(profile));
      ProfAdmin.ServiceAdmin services = admin.adminServices(profile);
      try {
        ProfAdmin.ProfSect section = services.openGlobalSection();
        try {
          section.setConnectFlags(flags);
        } finally {
          section.Release();
        }
      } finally {
        services.Release();
      }
    } finally {
      admin.Release();
    }
  }

  private static MsgStore store(long store) {
    return new MsgStore(new Pointer(store));
  }
}
