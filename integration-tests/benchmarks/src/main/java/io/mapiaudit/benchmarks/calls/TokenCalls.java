package io.mapiaudit.benchmarks.calls;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.platform.win32.WinNT.HANDLEByReference;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.win32.W32APIOptions;
import io.mapiaudit.demo.binding.StandInLibrary;

/** The bare token sequence, written by hand in the ways that JNA offers. */
@SuppressWarnings("MemberName")
final class TokenCalls {

  private static final int TOKEN_QUERY = 0x8;
  private static final int TOKEN_STATISTICS = 10;
  private static final int STATISTICS_SIZE = 56;
  private static final Pointer CURRENT_THREAD = new Pointer(-2);

  /** Pointers and numbers, in memory that is there already: the least that a proxy can cost. */
  public interface Bare extends Library {
    int OpenThreadToken(Pointer thread, int access, int openAsSelf, Pointer token);

    int GetTokenInformation(
        Pointer token, int informationClass, Pointer buffer, int length, Pointer needed);
  }

  /** Where handles are closed, and threads set to act as somebody. */
  public interface Kernel extends Library {
    int CloseHandle(Pointer handle);

    int GetCurrentProcessId();

    Pointer SetThreadAffinityMask(Pointer thread, Pointer processors);
  }

  /** How a thread comes to have a token. */
  public interface Impersonation extends Library {
    int ImpersonateSelf(int level);

    int RevertToSelf();
  }

  /** The types and options of jna-platform's {@code Advapi32} and {@code Kernel32}. */
  public interface Typed extends Library {
    boolean OpenThreadToken(HANDLE thread, int access, boolean openAsSelf, HANDLEByReference token);

    boolean GetTokenInformation(
        HANDLE token, int informationClass, Pointer buffer, int length, IntByReference needed);
  }

  /** The options and types of jna-platform's {@code Kernel32}. */
  public interface TypedKernel extends Library {
    HANDLE GetCurrentThread();

    boolean CloseHandle(HANDLE handle);
  }

  /** Directly mapped. */
  static final class Direct {
    private Direct() {}

    static native int OpenThreadToken(Pointer thread, int access, int openAsSelf, Pointer token);

    static native int GetTokenInformation(
        Pointer token, int informationClass, Pointer buffer, int length, Pointer needed);
  }

  /** Directly mapped. */
  static final class DirectKernel {
    private DirectKernel() {}

    static native int CloseHandle(Pointer handle);
  }

  private TokenCalls() {}

  static String advapi() {
    return Platform.isWindows() ? "advapi32" : StandInLibrary.path();
  }

  static String kernel() {
    return Platform.isWindows() ? "kernel32" : StandInLibrary.path();
  }

  static Impersonation impersonation() {
    return Native.load(advapi(), Impersonation.class);
  }

  /** Has the calling thread stay on the first processor; on Windows only. */
  static void pin() {
    if (Native.load(kernel(), Kernel.class).SetThreadAffinityMask(CURRENT_THREAD, new Pointer(1))
        == null) {
      throw new IllegalStateException("the thread cannot be kept on one processor");
    }
  }

  /** By proxies that take pointers and numbers. */
  static Operation bare() {
    Bare advapi = Native.load(advapi(), Bare.class);
    Kernel kernel = Native.load(kernel(), Kernel.class);
    Memory memory = new Memory(STATISTICS_SIZE + 16);
    Pointer token = memory.share(STATISTICS_SIZE);
    Pointer needed = memory.share(STATISTICS_SIZE + 8L);
    return () -> {
      if (advapi.OpenThreadToken(CURRENT_THREAD, TOKEN_QUERY, 1, token) == 0) {
        return Native.getLastError();
      }
      Pointer opened = token.getPointer(0);
      advapi.GetTokenInformation(opened, TOKEN_STATISTICS, memory, STATISTICS_SIZE, needed);
      kernel.CloseHandle(opened);
      return memory.getLong(0);
    };
  }

  /** As most would write it: with jna-platform's types. */
  static Operation typed() {
    Typed advapi = Native.load(advapi(), Typed.class, W32APIOptions.DEFAULT_OPTIONS);
    TypedKernel kernel = Native.load(kernel(), TypedKernel.class, W32APIOptions.DEFAULT_OPTIONS);
    Memory statistics = new Memory(STATISTICS_SIZE);
    return () -> {
      HANDLEByReference token = new HANDLEByReference();
      if (!advapi.OpenThreadToken(kernel.GetCurrentThread(), TOKEN_QUERY, true, token)) {
        return Native.getLastError();
      }
      advapi.GetTokenInformation(
          token.getValue(), TOKEN_STATISTICS, statistics, STATISTICS_SIZE, new IntByReference());
      kernel.CloseHandle(token.getValue());
      return statistics.getLong(0);
    };
  }

  /** By JNA's fastest way. */
  static Operation direct() {
    Native.register(Direct.class, NativeLibrary.getInstance(advapi()));
    Native.register(DirectKernel.class, NativeLibrary.getInstance(kernel()));
    Memory memory = new Memory(STATISTICS_SIZE + 16);
    Pointer token = memory.share(STATISTICS_SIZE);
    Pointer needed = memory.share(STATISTICS_SIZE + 8L);
    return () -> {
      if (Direct.OpenThreadToken(CURRENT_THREAD, TOKEN_QUERY, 1, token) == 0) {
        return Native.getLastError();
      }
      Pointer opened = token.getPointer(0);
      Direct.GetTokenInformation(opened, TOKEN_STATISTICS, memory, STATISTICS_SIZE, needed);
      DirectKernel.CloseHandle(opened);
      return memory.getLong(0);
    };
  }
}
