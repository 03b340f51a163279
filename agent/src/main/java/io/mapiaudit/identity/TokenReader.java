package io.mapiaudit.identity;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.Identity.Level;
import io.mapiaudit.model.Identity.Source;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads the token of the calling thread. A token seen before costs no second query of its SID.
 * Every method leaves JNA's last error changed and the system's as {@link #lastError} and {@link
 * #restoreLastError} leave it; callers on application threads put them around.
 */
public final class TokenReader implements AutoCloseable {

  private static final Pointer CURRENT_THREAD = new Pointer(-2);

  /** GetCurrentThreadToken(): needs neither opening nor closing; Windows 8 and newer. */
  private static final Pointer CURRENT_THREAD_TOKEN = new Pointer(-5);

  private static final Pointer CURRENT_PROCESS = new Pointer(-1);
  private static final int ERROR_NO_TOKEN = 1008;
  private static final int ERROR_CANT_OPEN_ANONYMOUS = 1347;
  private static final String ANONYMOUS_SID = "S-1-5-7";
  private static final int TOKEN_TYPE_IMPERSONATION = 2;

  /** Stands for the id of a token that is not there. */
  private static final long NO_TOKEN_ID = 0;

  /** Tokens remembered; beyond that all are forgotten, which costs one query each. */
  private static final int MAX_KNOWN_TOKENS = 4096;

  private final ConcurrentHashMap<TokenKey, Identity> known = new ConcurrentHashMap<>();

  private final QueryBuffers.Pool buffers = new QueryBuffers.Pool();
  private final Naming naming;
  private final Identity process;

  /** True as long as {@link #CURRENT_THREAD_TOKEN} has told the same as opening the token. */
  private volatile boolean tokenHasHandle;

  /** Whether that handle says of a thread that it has no token; else only opening tells. */
  private final boolean absenceIsTold;

  TokenReader(Naming naming) {
    this.naming = naming;
    this.process = readProcess();
    this.absenceIsTold = tryHandle();
  }

  /** How it shows SIDs, and how whatever else is recorded should show names. */
  public Naming naming() {
    return naming;
  }

  /** The identity of the process token, read once. */
  public Identity process() {
    return process;
  }

  /** The identity of the calling thread: its own token's, else the process token's. */
  public Identity current() {
    QueryBuffers own = buffers.take();
    try {
      // What is asked first is a matter of cost alone: where the handle fails, opening decides.
      Identity identity =
          tokenHasHandle && (absenceIsTold || own.hadToken)
              ? byHandle(own)
              : opened(CURRENT_THREAD, own);
      own.hadToken = identity.source() == Source.THREAD;
      return identity;
    } finally {
      buffers.giveBack(own);
    }
  }

  /** The identity of a thread, by a handle that allows limited queries. */
  Identity of(Pointer thread) {
    QueryBuffers own = buffers.take();
    try {
      return opened(thread, own);
    } finally {
      buffers.giveBack(own);
    }
  }

  /** One call for a token seen before, and for none where that is told; others are opened. */
  private Identity byHandle(QueryBuffers own) {
    if (!own.queryStatistics(CURRENT_THREAD_TOKEN)) {
      return absenceIsTold && Native.getLastError() == ERROR_NO_TOKEN
          ? process
          : compared(opened(CURRENT_THREAD, own), NO_TOKEN_ID);
    }
    Identity seen = own.seenLast();
    if (seen != null) {
      return seen;
    }
    TokenKey key = own.key(Source.THREAD);
    seen = known.get(key);
    if (seen == null) {
      return compared(opened(CURRENT_THREAD, own), key.tokenId);
    }
    own.saw(key, seen);
    return seen;
  }

  /** What opening has told after the handle told of a token or of none: they have to agree. */
  private Identity compared(Identity opened, long tokenId) {
    long openedId = opened.source() == Source.THREAD ? opened.tokenId() : NO_TOKEN_ID;
    if (openedId != tokenId && opened.isKnown() && opened.level() != Level.ANONYMOUS) {
      tokenHasHandle = false;
    }
    return opened;
  }

  private Identity opened(Pointer thread, QueryBuffers own) {
    return open(thread, own)
        ? readAndClose(own.handle(), Source.THREAD, own)
        : withoutToken(Native.getLastError());
  }

  private static boolean open(Pointer thread, QueryBuffers own) {
    return TokenFunctions.OpenThreadToken(thread, TokenFunctions.TOKEN_QUERY, 1, own.handle) != 0;
  }

  /**
   * Tries out on the calling thread, which mostly has no token, whether the pseudo handle agrees
   * with opening.
   *
   * @return whether it says of itself that there is no token; before Windows 8 and in Wine it says
   *     that it is no handle
   */
  private boolean tryHandle() {
    QueryBuffers own = buffers.take();
    try {
      boolean answers = own.queryStatistics(CURRENT_THREAD_TOKEN);
      int error = Native.getLastError();
      boolean opens = open(CURRENT_THREAD, own);
      if (opens) {
        ThreadFunctions.CloseHandle(own.handle());
      }
      tokenHasHandle = answers == opens;
      return !answers && !opens && error == ERROR_NO_TOKEN;
    } finally {
      buffers.giveBack(own);
    }
  }

  /** Gives the native memory back; calls in progress end as usual. */
  @Override
  public void close() {
    buffers.close();
  }

  /** The system's last error of the calling thread, to be restored after reading. */
  public int lastError() {
    return LastErrorFunction.GetLastError();
  }

  /** Sets the system's last error of the calling thread. */
  public void restoreLastError(int error) {
    Native.setLastError(error);
  }

  /** The operating system's id of the calling thread. */
  public long threadId() {
    return ThreadFunctions.GetCurrentThreadId() & 0xFFFFFFFFL;
  }

  private Identity withoutToken(int error) {
    switch (error) {
      case ERROR_NO_TOKEN:
        return process;
      case ERROR_CANT_OPEN_ANONYMOUS:
        // The one token that nobody can open says by this who it is.
        return new Identity(ANONYMOUS_SID, Source.THREAD, Level.ANONYMOUS, 0, 0, -1);
      default:
        return Identity.unknown(Source.THREAD);
    }
  }

  private Identity readProcess() {
    QueryBuffers own = buffers.take();
    try {
      int opened =
          TokenFunctions.OpenProcessToken(CURRENT_PROCESS, TokenFunctions.TOKEN_QUERY, own.handle);
      return opened == 0
          ? Identity.unknown(Source.PROCESS)
          : readAndClose(own.handle(), Source.PROCESS, own);
    } finally {
      buffers.giveBack(own);
    }
  }

  private Identity readAndClose(Pointer token, Source source, QueryBuffers own) {
    try {
      return read(token, source, own);
    } finally {
      ThreadFunctions.CloseHandle(token);
    }
  }

  private Identity read(Pointer token, Source source, QueryBuffers own) {
    if (!own.queryStatistics(token)) {
      return Identity.unknown(source);
    }
    Level level =
        own.tokenType() == TOKEN_TYPE_IMPERSONATION
            ? Level.ofWindowsValue(own.impersonationLevel())
            : Level.NONE;
    TokenKey key = own.key(source);
    Identity seen = known.get(key);
    if (seen != null) {
      return seen;
    }
    Identity identity = readUser(token, source, level, key, own);
    if (identity.isKnown()) {
      if (known.size() >= MAX_KNOWN_TOKENS) {
        known.clear();
      }
      known.put(key, identity);
    }
    return identity;
  }

  private Identity readUser(
      Pointer token, Source source, Level level, TokenKey key, QueryBuffers own) {
    int windowsSession =
        own.query(token, TokenFunctions.TOKEN_SESSION_ID, Integer.BYTES)
            ? own.information.getInt(0)
            : -1;
    if (!own.query(token, TokenFunctions.TOKEN_USER, QueryBuffers.INFORMATION_SIZE)) {
      return Identity.unknown(source);
    }
    Pointer sid = own.information.getPointer(0);
    int length = 8 + 4 * (sid.getByte(1) & 0xFF);
    return new Identity(
        naming.sid(Sid.toString(sid.getByteArray(0, length))),
        source,
        level,
        key.tokenId,
        key.logonId,
        windowsSession);
  }
}
