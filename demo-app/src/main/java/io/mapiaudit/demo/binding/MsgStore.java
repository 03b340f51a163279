package io.mapiaudit.demo.binding;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;

/** {@code IMsgStore}, with the folder and table behind its inbox. */
final class MsgStore extends MapiUnknown {

  MsgStore(Pointer object) {
    super(object);
  }

  long advise(AdviseSink sink) {
    Pointer connection =
        open("IMsgStore::Advise", 14, 0, Pointer.NULL, MapiLayout.FNEV_NEW_MAIL, sink.getPointer());
    return Pointer.nativeValue(connection);
  }

  void unadvise(long connection) {
    call("IMsgStore::Unadvise", 15, new Pointer(connection));
  }

  MapiFolder openInbox() {
    IntByReference type = new IntByReference();
    return new MapiFolder(open("IMsgStore::OpenEntry", 17, 0, Pointer.NULL, Pointer.NULL, 0, type));
  }

  /** {@code IMAPIFolder}. */
  static final class MapiFolder extends MapiUnknown {
    MapiFolder(Pointer object) {
      super(object);
    }

    MapiTable contents() {
      return new MapiTable(open("IMAPIFolder::GetContentsTable", 14, 0));
    }
  }

  /** {@code IMAPITable}. */
  static final class MapiTable extends MapiUnknown {
    MapiTable(Pointer object) {
      super(object);
    }

    int rowCount() {
      IntByReference rows = new IntByReference();
      call("IMAPITable::GetRowCount", 9, 0, rows);
      return rows.getValue();
    }
  }
}
