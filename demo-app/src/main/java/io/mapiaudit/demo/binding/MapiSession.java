package io.mapiaudit.demo.binding;

import com.sun.jna.Pointer;

/** {@code IMAPISession}. */
final class MapiSession extends MapiUnknown {

  MapiSession(Pointer object) {
    super(object);
  }

  MsgStore openMsgStore() {
    return new MsgStore(
        open(
            "IMAPISession::OpenMsgStore",
            5,
            Pointer.NULL,
            0,
            Pointer.NULL,
            Pointer.NULL,
            MapiLayout.MAPI_MODIFY));
  }

  void logoff() {
    call("IMAPISession::Logoff", 17, Pointer.NULL, 0, 0);
  }
}
