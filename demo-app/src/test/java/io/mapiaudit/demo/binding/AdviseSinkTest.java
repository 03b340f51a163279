package io.mapiaudit.demo.binding;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls the sink through its vtable, as MAPI does. */
class AdviseSinkTest {

  private static final int IID_ADVISE_SINK = 0x00020302;
  private static final int IID_MSG_STORE = 0x00020306;

  private final List<Integer> events = new ArrayList<>();
  private final AdviseSink sink = new AdviseSink(events::add);

  @Test
  void queryInterface_forAdviseSink_handsOutTheSinkWithOneReferenceMore() {
    PointerByReference out = new PointerByReference();

    assertThat(Vtable.count(sink.getPointer(), 0, iid(IID_ADVISE_SINK), out)).isZero();

    assertThat(out.getValue()).isEqualTo(sink.getPointer());
    assertThat(sink.references()).isEqualTo(2);
  }

  @Test
  void queryInterface_forAnythingElse_isRefused() {
    PointerByReference out = new PointerByReference(sink.getPointer());

    int result = Vtable.count(sink.getPointer(), 0, iid(IID_MSG_STORE), out);

    assertThat(result).isEqualTo(0x80004002);
    assertThat(out.getValue()).isEqualTo(Pointer.NULL);
    assertThat(sink.references()).isEqualTo(1);
  }

  @Test
  void addRefAndRelease_returnTheReferencesThatAreLeft() {
    assertThat(Vtable.count(sink.getPointer(), 1)).isEqualTo(2);
    assertThat(Vtable.count(sink.getPointer(), 2)).isEqualTo(1);
  }

  @Test
  void onNotify_tellsTheListenerOfEachNotification() {
    Memory notifications = new Memory(2 * 88);
    notifications.clear();
    notifications.setInt(0, 2);
    notifications.setInt(88, 4);

    assertThat(Vtable.count(sink.getPointer(), 3, 2, notifications)).isZero();

    assertThat(events).containsExactly(2, 4);
  }

  private static Memory iid(int first) {
    Memory iid = new Memory(16);
    iid.clear();
    iid.setInt(0, first);
    return iid;
  }
}
