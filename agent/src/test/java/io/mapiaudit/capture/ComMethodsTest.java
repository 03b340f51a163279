package io.mapiaudit.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.mapiaudit.instrument.EntryPointCatalogue;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ComMethodsTest {

  private static final int SLOTS = 27; // of IMsgStore
  private static final long SHARED_CODE = 0x7000;

  private final ObjectTable objects = new ObjectTable();
  private final ComMethods methods =
      new ComMethods(EntryPointCatalogue.with(Collections.emptyList()), objects);
  private final Memory table = new Memory((long) SLOTS * Native.POINTER_SIZE);
  private final Memory object = new Memory(Native.POINTER_SIZE);

  /** Every slot has code of its own but GetProps (5), Advise (14) and Unadvise (15). */
  @BeforeEach
  void aStoreWhoseSlotsShareCode() {
    for (int slot = 0; slot < SLOTS; slot++) {
      put(slot, 0x1000 + slot);
    }
    put(5, SHARED_CODE);
    put(14, SHARED_CODE);
    put(15, SHARED_CODE);
    object.setPointer(0, table);
    objects.add(address(object), "IMsgStore", "S-1-5-18");
  }

  @Test
  void atAddress_of_code_that_slots_share_is_the_one_the_thread_has_read() throws Throwable {
    for (int slot : new int[] {14, 5, 15, 14}) {
      read(address(object));
      read(address(table) + (long) slot * Native.POINTER_SIZE);

      String name = methods.atAddress(address(object), SHARED_CODE).entryPoint().name();

      assertThat(name).isEqualTo(slot == 5 ? "GetProps" : slot == 14 ? "Advise" : "Unadvise");
    }
  }

  @Test
  void atAddress_without_a_trail_finds_the_slot_in_the_table() {
    assertThat(methods.atAddress(address(object), 0x1002).entryPoint().name()).isEqualTo("Release");
    assertThat(methods.atAddress(address(object), 0x9999)).isNull();
  }

  @Test
  void atAddress_of_shared_code_without_a_trail_is_an_ordinary_call() {
    put(5, 0x1005);
    put(6, SHARED_CODE);
    put(2, SHARED_CODE);

    assertThat(methods.atAddress(address(object), SHARED_CODE).entryPoint().name())
        .isEqualTo("GetPropList");
  }

  @Test
  void atAddress_looks_again_when_other_code_is_in_the_slot_it_remembers() {
    assertThat(methods.atAddress(address(object), 0x1003).entryPoint().name())
        .isEqualTo("GetLastError");
    put(3, 0x1004);
    put(4, 0x1003);

    assertThat(methods.atAddress(address(object), 0x1003).entryPoint().name())
        .isEqualTo("SaveChanges");
  }

  @Test
  void atAddress_reads_nothing_where_arguments_only_look_like_pointers() {
    assertThat(methods.atAddress(0x1234, 0x1002)).isNull();
    assertThat(methods.atAddress(0, 0x1002)).isNull();
    assertThat(methods.atAddress(-1, 0x1002)).isNull();
  }

  @Test
  void followsReads_begins_with_a_look_into_an_object_of_MAPI() {
    assertThat(methods.followsReads(address(table))).isFalse();
    assertThat(methods.followsReads(address(object))).isTrue();
    assertThat(methods.followsReads(address(table))).isTrue();
  }

  private void read(long address) {
    if (methods.followsReads(address)) {
      methods.pointerRead(address, Pointer.nativeValue(new Pointer(address).getPointer(0)));
    }
  }

  private void put(int slot, long code) {
    table.setPointer((long) slot * Native.POINTER_SIZE, new Pointer(code));
  }

  private static long address(Memory memory) {
    return Pointer.nativeValue(memory);
  }
}
