package io.mapiaudit.identity;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.Identity.Source;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Native memory for one query. Not JNA's {@code Memory}: that starts JNA's cleaner thread from
 * whatever thread comes first, an application's thread too, and keeps an entry for each of them.
 */
final class QueryBuffers {

  /** TOKEN_STATISTICS is 56 bytes in 32- and 64-bit processes. */
  private static final int STATISTICS_SIZE = 56;

  private static final int TOKEN_ID_AT = 0;
  private static final int LOGON_ID_AT = 8;
  private static final int TYPE_AT = 24;
  private static final int LEVEL_AT = 28;
  private static final int MODIFIED_ID_AT = 48;

  /** TOKEN_USER with the longest SID takes 84 bytes. */
  static final int INFORMATION_SIZE = 128;

  private static final int HANDLE_AT = INFORMATION_SIZE;
  private static final int NEEDED_AT = HANDLE_AT + 8;
  private static final int SIZE = NEEDED_AT + 8;

  final Pointer information;
  final Pointer handle;
  private final Pointer needed;
  private final long address;

  /** The same memory: reading it through JNA is a native call for each number. */
  private final ByteBuffer view;

  /** Whether the last thread that used these had a token: mostly it is the same thread again. */
  boolean hadToken;

  /** The token that was last known again, with its identity; null for none. */
  private TokenKey lastKey;

  private Identity lastIdentity;

  private QueryBuffers(long address) {
    this.address = address;
    this.information = new Pointer(address);
    this.handle = new Pointer(address + HANDLE_AT);
    this.needed = new Pointer(address + NEEDED_AT);
    this.view = information.getByteBuffer(0, SIZE).order(ByteOrder.nativeOrder());
  }

  boolean query(Pointer token, int informationClass, int size) {
    return TokenFunctions.GetTokenInformation(token, informationClass, information, size, needed)
        != 0;
  }

  /** Asks for TOKEN_STATISTICS, which the methods below tell of. */
  boolean queryStatistics(Pointer token) {
    return query(token, TokenFunctions.TOKEN_STATISTICS, STATISTICS_SIZE);
  }

  TokenKey key(Source source) {
    return new TokenKey(
        source, view.getLong(TOKEN_ID_AT), view.getLong(MODIFIED_ID_AT), view.getLong(LOGON_ID_AT));
  }

  /** The identity of the token that was last known again, null when this is another one. */
  Identity seenLast() {
    return lastKey != null
            && lastKey.is(
                Source.THREAD,
                view.getLong(TOKEN_ID_AT),
                view.getLong(MODIFIED_ID_AT),
                view.getLong(LOGON_ID_AT))
        ? lastIdentity
        : null;
  }

  /** A thread's token has been known again. */
  void saw(TokenKey key, Identity identity) {
    lastKey = key;
    lastIdentity = identity;
  }

  int tokenType() {
    return view.getInt(TYPE_AT);
  }

  int impersonationLevel() {
    return view.getInt(LEVEL_AT);
  }

  /** The handle that a call has put out. */
  Pointer handle() {
    return handle.getPointer(0);
  }

  /** As many as there are queries at a time; nothing of them stays in the threads. */
  static final class Pool implements AutoCloseable {

    /** A power of two. */
    private static final int PLACES = 64;

    private final AtomicReferenceArray<QueryBuffers> free = new AtomicReferenceArray<>(PLACES);
    private volatile boolean closed;

    QueryBuffers take() {
      int place = place();
      QueryBuffers taken = free.get(place);
      if (taken != null && free.compareAndSet(place, taken, null)) {
        return taken;
      }
      long address = Native.malloc(SIZE);
      if (address == 0) {
        throw new OutOfMemoryError("no native memory to read a token");
      }
      return new QueryBuffers(address);
    }

    void giveBack(QueryBuffers given) {
      if (!free.compareAndSet(place(), null, given)) {
        Native.free(given.address);
      } else if (closed) {
        freeAll();
      }
    }

    @Override
    public void close() {
      closed = true;
      freeAll();
    }

    /** Threads that query at the same time mostly have different ones. */
    // Thread.threadId() replaces it, but only since Java 19.
    @SuppressWarnings("deprecation")
    private static int place() {
      return (int) Thread.currentThread().getId() & (PLACES - 1);
    }

    private void freeAll() {
      for (int i = 0; i < PLACES; i++) {
        QueryBuffers next = free.getAndSet(i, null);
        if (next != null) {
          Native.free(next.address);
        }
      }
    }
  }
}
