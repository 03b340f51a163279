package io.mapiaudit.capture;

/**
 * The last pointers one thread has read from memory, each with the address it was read from. A
 * hand-written COM call reads the method's address from a slot of the object's table; following
 * that trail back gives the slot, even where several slots share their code.
 */
final class PointerTrail {

  /** 16 were seen to be too few where a program prepares several calls ahead. */
  private static final int LENGTH = 64;

  private final long[] addresses = new long[LENGTH];
  private final long[] values = new long[LENGTH];
  private int next;

  void add(long address, long value) {
    addresses[next] = address;
    values[next] = value;
    next = (next + 1) % LENGTH;
  }

  /**
   * The slot from which a method's address was read.
   *
   * @param table address of the object's table
   * @param method the method's address
   * @param pointerSize bytes of a slot
   * @return the index, or -1 when the trail does not tell
   */
  int slotOf(long table, long method, int pointerSize) {
    for (int i = 1; i <= LENGTH; i++) {
      int at = (next - i + LENGTH) % LENGTH;
      long distance = addresses[at] - table;
      if (values[at] == method && distance >= 0 && distance % pointerSize == 0) {
        long slot = distance / pointerSize;
        if (slot < LENGTH) {
          return (int) slot;
        }
      }
    }
    return -1;
  }
}
