package io.mapiaudit.identity;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Native memory for one query. Not JNA's {@code Memory}: that starts JNA's cleaner thread from
 * whatever thread comes first, an application's thread too, and keeps an entry for each of them.
 */
final class QueryBuffers {

  /** TOKEN_STATISTICS is 56 bytes in 32- and 64-bit processes. */
  static final int STATISTICS_SIZE = 56;

  /** TOKEN_USER with the longest SID takes 84 bytes. */
  static final int INFORMATION_SIZE = 128;

  private static final int HANDLE_AT = INFORMATION_SIZE;
  private static final int NEEDED_AT = HANDLE_AT + 8;
  private static final int SIZE = NEEDED_AT + 8;

  final Pointer information;
  final Pointer handle;
  private final Pointer needed;
  private final long address;

  private QueryBuffers(long address) {
    this.address = address;
    this.information = new Pointer(address);
    this.handle = new Pointer(address + HANDLE_AT);
    this.needed = new Pointer(address + NEEDED_AT);
  }

  boolean query(Pointer token, int informationClass, int size) {
    return TokenFunctions.GetTokenInformation(token, informationClass, information, size, needed)
        != 0;
  }

  /** As many as there are queries at a time; nothing of them stays in the threads. */
  static final class Pool implements AutoCloseable {
    private final ConcurrentLinkedQueue<QueryBuffers> free = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    QueryBuffers take() {
      QueryBuffers taken = free.poll();
      if (taken != null) {
        return taken;
      }
      long address = Native.malloc(SIZE);
      if (address == 0) {
        throw new OutOfMemoryError("no native memory to read a token");
      }
      return new QueryBuffers(address);
    }

    void giveBack(QueryBuffers taken) {
      free.add(taken);
      if (closed) {
        freeAll();
      }
    }

    @Override
    public void close() {
      closed = true;
      freeAll();
    }

    private void freeAll() {
      for (QueryBuffers next = free.poll(); next != null; next = free.poll()) {
        Native.free(next.address);
      }
    }
  }
}
