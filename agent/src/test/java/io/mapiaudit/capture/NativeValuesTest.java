package io.mapiaudit.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.FromNativeContext;
import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import com.sun.jna.NativeMapped;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.ptr.PointerByReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import org.junit.jupiter.api.Test;

class NativeValuesTest {

  private final NativeValues values = new NativeValues();

  @Test
  void valueOf_numbers_and_booleans_is_what_they_are() throws Throwable {
    assertThat(values.valueOf(-1)).isEqualTo(-1);
    assertThat(values.valueOf(7L)).isEqualTo(7);
    assertThat(values.valueOf(new NativeLong(9))).isEqualTo(9);
    assertThat(values.valueOf(true)).isEqualTo(1);
    assertThat(values.valueOf(false)).isZero();
    assertThat(values.valueOf(null)).isZero();
  }

  @Test
  void valueOf_JNA_types_is_their_address() throws Throwable {
    Memory memory = new Memory(8);
    long address = Pointer.nativeValue(memory);

    assertThat(values.valueOf(new Pointer(0x1234))).isEqualTo(0x1234);
    assertThat(values.valueOf(memory)).isEqualTo(address);
    assertThat(values.valueOf(memory.share(4))).isEqualTo(address + 4);
    assertThat(values.valueOf(new WinNT.HANDLE(memory))).isEqualTo(address);
    PointerByReference reference = new PointerByReference();
    assertThat(values.valueOf(reference)).isEqualTo(Pointer.nativeValue(reference.getPointer()));
    Pair pair = new Pair();
    assertThat(values.valueOf(pair)).isEqualTo(Pointer.nativeValue(pair.getPointer()));
  }

  @Test
  void valueOf_anything_else_is_zero() throws Throwable {
    assertThat(values.valueOf("text")).isZero();
    assertThat(values.valueOf(new Object())).isZero();
    assertThat(values.valueOf(new WinNT.HANDLE())).isZero();
  }

  @Test
  void valueOf_types_of_the_application_is_what_they_convert_to() throws Throwable {
    assertThat(values.valueOf(new Mapped(7L))).isEqualTo(7);
    assertThat(values.valueOf(new Mapped(new Pointer(0x1234)))).isEqualTo(0x1234);
    assertThat(values.valueOf(new Mapped("text"))).isZero();
    assertThat(values.valueOf(new Mapped(new Mapped(7L)))).isZero();
    assertThat(values.valueOf(new WinNT.HRESULT(0x80040115))).isEqualTo(0xFFFFFFFF80040115L);
    assertThat(values.valueOf('x')).isEqualTo('x');
  }

  @Test
  void valueOf_a_structure_by_value_is_no_address() throws Throwable {
    assertThat(values.valueOf(new PairByValue())).isZero();
  }

  @Test
  void firstElement_reads_buffers_at_their_position() {
    LongBuffer longs = LongBuffer.wrap(new long[] {5, 6});
    longs.position(1);
    ByteBuffer bytes = ByteBuffer.allocateDirect(16).order(ByteOrder.BIG_ENDIAN);
    bytes.order(ByteOrder.nativeOrder()).putLong(0, 0xFFFFFFFF00000007L);

    assertThat(NativeValues.firstElement(longs, 8)).isEqualTo(6);
    assertThat(longs.position()).isEqualTo(1);
    assertThat(NativeValues.firstElement(IntBuffer.wrap(new int[] {-1}), 8)).isEqualTo(0xFFFFFFFFL);
    assertThat(NativeValues.firstElement(bytes, 8)).isEqualTo(0xFFFFFFFF00000007L);
    assertThat(NativeValues.firstElement(bytes, 4)).isEqualTo(7);
    assertThat(NativeValues.firstElement(LongBuffer.allocate(0), 8)).isZero();
  }

  @Test
  void firstElement_reads_the_arrays_that_JNA_copies_back() throws Throwable {
    assertThat(values.firstElement(new long[] {5})).isEqualTo(5);
    assertThat(values.firstElement(new int[] {-1})).isEqualTo(0xFFFFFFFFL);
    assertThat(values.firstElement(new Pointer[] {new Pointer(6)})).isEqualTo(6);
    assertThat(values.firstElement(new byte[] {1})).isZero();
  }

  /** A type with its own conversion. */
  public static class Mapped implements NativeMapped {
    private final Object converted;

    Mapped(Object converted) {
      this.converted = converted;
    }

    @Override
    public Object fromNative(Object value, FromNativeContext context) {
      return new Mapped(value);
    }

    @Override
    public Object toNative() {
      return converted;
    }

    @Override
    public Class<?> nativeType() {
      return converted.getClass();
    }
  }

  /** Passed as a copy. */
  public static class PairByValue extends Pair implements Structure.ByValue {}

  /** Any structure. */
  @Structure.FieldOrder({"a", "b"})
  public static class Pair extends Structure {
    public int a;
    public int b;
  }
}
