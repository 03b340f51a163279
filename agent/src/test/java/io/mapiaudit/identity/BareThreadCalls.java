package io.mapiaudit.identity;

import com.sun.jna.Native;
import com.sun.jna.Pointer;

/** The system calls that a sweep cannot do without, and nothing around them. */
public final class BareThreadCalls {

  private static final int BUFFER = 16 * 1024 * 1024;

  private final Pointer processes = new Pointer(Native.malloc(BUFFER));
  private final Pointer value = new Pointer(Native.malloc(16));

  /**
   * Lists all threads of the machine and opens the tokens of these.
   *
   * @return nanoseconds it took
   */
  public long nanos(long[] osIds) {
    long start = System.nanoTime();
    NtFunctions.NtQuerySystemInformation(
        NtFunctions.SYSTEM_PROCESS_INFORMATION, processes, BUFFER, value);
    for (long osId : osIds) {
      Pointer thread =
          SweepFunctions.OpenThread(SweepFunctions.THREAD_QUERY_LIMITED_INFORMATION, 0, (int) osId);
      if (thread == null) {
        continue;
      }
      if (TokenFunctions.OpenThreadToken(thread, TokenFunctions.TOKEN_QUERY, 1, value) != 0) {
        ThreadFunctions.CloseHandle(value.getPointer(0));
      }
      ThreadFunctions.CloseHandle(thread);
    }
    return System.nanoTime() - start;
  }
}
