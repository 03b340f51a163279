package io.mapiaudit.identity;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import io.mapiaudit.model.Identity;
import java.util.Optional;
import java.util.function.Function;

/**
 * The threads of this process by NtQuerySystemInformation, which tells of all in one call and when
 * each was created; Toolhelp takes a call for each thread of the machine and does not say when.
 * Offsets are those of SYSTEM_PROCESS_INFORMATION and SYSTEM_THREAD_INFORMATION in winternl.h and
 * the Windows DDK, for 64 and 32 bits. For one thread at a time.
 */
public final class ProcessThreads implements ThreadSource, AutoCloseable {

  private static final boolean WIDE = Native.POINTER_SIZE == 8;
  private static final int THREADS_AT = 4;
  private static final int PROCESS_ID_AT = WIDE ? 80 : 68;
  private static final int PROCESS_SIZE = WIDE ? 256 : 184;
  private static final int THREAD_SIZE = WIDE ? 80 : 64;
  private static final int CREATED_AT = 16;
  private static final int THREAD_ID_AT = WIDE ? 48 : 36;

  private static final int FIRST_BUFFER = 256 * 1024;
  private static final int LARGEST_BUFFER = 256 * 1024 * 1024;

  /** 1601 to 1970 in units of 100 ns. */
  private static final long EPOCH_TICKS = 116_444_736_000_000_000L;

  private final TokenReader tokens;
  private final ThreadDetails details = new ThreadDetails();
  private final int pid = SweepFunctions.GetCurrentProcessId();
  private final Pointer needed = new Pointer(Native.malloc(8));
  private int size = FIRST_BUFFER;
  private long buffer = Native.malloc(FIRST_BUFFER);

  private ProcessThreads(TokenReader tokens) {
    this.tokens = tokens;
  }

  /**
   * Binds the functions.
   *
   * @throws IllegalStateException saying why that cannot be: not Windows, or a function is missing
   */
  @SuppressWarnings("try") // the settings only have to last as long as the block
  public static ProcessThreads open(TokenReader tokens) {
    if (!Platform.isWindows()) {
      throw new IllegalStateException("it is for Windows only");
    }
    try (JnaSettings ignored = JnaSettings.isolated()) {
      SweepFunctions.bind(library("kernel32"));
      NtFunctions.bind(library("ntdll"));
      return new ProcessThreads(tokens);
    } catch (UnsatisfiedLinkError missing) {
      throw new IllegalStateException(missing.getMessage(), missing);
    }
  }

  private static NativeLibrary library(String name) {
    return NativeLibrary.getInstance(name, TokenLibrary.options(true, Platform.is64Bit()));
  }

  @Override
  public void list(Visitor visitor) {
    details.forgetModules();
    query();
    Pointer processes = new Pointer(buffer);
    long at = 0;
    while (true) {
      int next = processes.getInt(at);
      if ((int) processes.getLong(at + PROCESS_ID_AT) == pid) {
        threads(processes, at, visitor);
        return;
      }
      if (next == 0) {
        throw new IllegalStateException("NtQuerySystemInformation does not list this process");
      }
      at += next;
    }
  }

  private static void threads(Pointer processes, long process, Visitor visitor) {
    int count = processes.getInt(process + THREADS_AT);
    for (int i = 0; i < count; i++) {
      long at = process + PROCESS_SIZE + (long) i * THREAD_SIZE;
      long created = processes.getLong(at + CREATED_AT);
      visitor.thread(
          processes.getInt(at + THREAD_ID_AT) & 0xFFFFFFFFL, (created - EPOCH_TICKS) / 10);
    }
  }

  private void query() {
    while (true) {
      int status =
          NtFunctions.NtQuerySystemInformation(
              NtFunctions.SYSTEM_PROCESS_INFORMATION, new Pointer(buffer), size, needed);
      if (status == 0) {
        return;
      }
      if (status != NtFunctions.STATUS_INFO_LENGTH_MISMATCH || size >= LARGEST_BUFFER) {
        throw new IllegalStateException(
            "NtQuerySystemInformation failed with status 0x" + Integer.toHexString(status));
      }
      grow();
    }
  }

  private void grow() {
    Native.free(buffer);
    size *= 2;
    buffer = Native.malloc(size);
    if (buffer == 0) {
      throw new OutOfMemoryError("no native memory to list threads");
    }
  }

  @Override
  public Optional<ThreadFacts> facts(long osId) {
    return with(osId, SweepFunctions.THREAD_QUERY_INFORMATION, Optional.empty(), details::startOf);
  }

  @Override
  public String description(long osId) {
    return with(osId, SweepFunctions.THREAD_QUERY_LIMITED_INFORMATION, "", details::descriptionOf);
  }

  @Override
  public Identity identity(long osId) {
    return with(
        osId,
        SweepFunctions.THREAD_QUERY_LIMITED_INFORMATION,
        Identity.unknown(Identity.Source.THREAD),
        tokens::of);
  }

  private static <T> T with(
      long osId, int access, T otherwise, Function<? super Pointer, T> question) {
    Pointer thread = SweepFunctions.OpenThread(access, 0, (int) osId);
    if (thread == null) {
      return otherwise;
    }
    try {
      return question.apply(thread);
    } finally {
      ThreadFunctions.CloseHandle(thread);
    }
  }

  /** Gives the native memory back, and unbinds; nobody may be in a call any more. */
  @Override
  public void close() {
    Native.free(buffer);
    Native.free(Pointer.nativeValue(needed));
    details.close();
    JnaInternals.unregister(SweepFunctions.class);
    JnaInternals.unregister(NtFunctions.class);
  }
}
