package io.mapiaudit.demo.binding;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

/** Flags, tags and structures of the MAPI headers that both JNA bindings share. */
final class MapiLayout {

  /** {@code MAPILogonEx}: new session, profile by name, Extended MAPI, no transport. */
  static final int LOGON_FLAGS = 0x2 | 0x10 | 0x20 | 0x8000;

  static final int FNEV_NEW_MAIL = 0x2;
  static final int MAPI_MODIFY = 0x1;
  static final int MAPI_E_NO_ACCESS = 0x80070005;

  private static final int PR_PROFILE_CONNECT_FLAGS = 0x66040003;
  private static final int SIZE_OF_MAPIINIT = 8;
  private static final int SIZE_OF_PROP_VALUE = sizeOfPropValue(Native.POINTER_SIZE);
  private static final int SIZE_OF_NOTIFICATION = sizeOfNotification(Native.POINTER_SIZE);
  private static final int OFFSET_OF_VALUE = 8;

  // pbGlobalProfileSectionGuid of EdkMdb.h
  private static final byte[] GLOBAL_SECTION = {
    0x13,
    (byte) 0xDB,
    (byte) 0xB0,
    (byte) 0xC8,
    (byte) 0xAA,
    0x05,
    0x10,
    0x1A,
    (byte) 0x9B,
    (byte) 0xB0,
    0x00,
    (byte) 0xAA,
    0x00,
    0x2F,
    (byte) 0xC4,
    0x5A
  };

  private MapiLayout() {}

  /** {@code SPropValue}: two numbers and a union of at most a count and a pointer. */
  static int sizeOfPropValue(int pointerSize) {
    return OFFSET_OF_VALUE + 2 * pointerSize;
  }

  /**
   * {@code NOTIFICATION}: two numbers and a union, of which {@code TABLE_NOTIFICATION} is largest.
   */
  static int sizeOfNotification(int pointerSize) {
    return pointerSize == Long.BYTES ? 88 : 64;
  }

  /** A {@code MAPIINIT_0}. */
  static Memory init(int flags) {
    Memory init = new Memory(SIZE_OF_MAPIINIT);
    init.setInt(0, 0);
    init.setInt(4, flags);
    return init;
  }

  /** The {@code MAPIUID} of the profile section that holds the connect flags. */
  static Memory globalSection() {
    Memory uid = new Memory(GLOBAL_SECTION.length);
    uid.write(0, GLOBAL_SECTION, 0, GLOBAL_SECTION.length);
    return uid;
  }

  /** An {@code SPropValue} with the connect flags. */
  static Memory connectFlags(int flags) {
    Memory property = new Memory(SIZE_OF_PROP_VALUE);
    property.clear();
    property.setInt(0, PR_PROFILE_CONNECT_FLAGS);
    property.setInt(OFFSET_OF_VALUE, flags);
    return property;
  }

  /** Hands the event type of each {@code NOTIFICATION} to the listener. */
  static void deliver(int count, Pointer notifications, MailListener listener) {
    for (int i = 0; i < count; i++) {
      listener.newMail(notifications.getInt((long) i * SIZE_OF_NOTIFICATION));
    }
  }
}
