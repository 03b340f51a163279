package io.mapiaudit.demo.load;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.mapiaudit.demo.binding.Mapi32;
import io.mapiaudit.demo.binding.StandInLibrary;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Calls MAPI from several threads and acknowledges every call that has returned by a line on
 * standard output, "thread number", numbers counting from 1 in each thread. Threads are named
 * {@code load-0} and so on.
 */
public final class LoadDriver {

  private static final int USAGE = 2;
  private static final int OUTPUT_GONE = 3;
  private static final int TERMINATED = 77;

  private final Mapi32 mapi = StandInLibrary.bind(Mapi32.class);
  private final OutputStream out = new FileOutputStream(FileDescriptor.out);
  private final AtomicLong returned = new AtomicLong();
  private final long callsPerThread;
  private final long nanosBetween;
  private final long terminateAfter;

  private LoadDriver(long callsPerThread, long callsPerSecond, long terminateAfter) {
    this.callsPerThread = callsPerThread == 0 ? Long.MAX_VALUE : callsPerThread;
    this.nanosBetween = callsPerSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / callsPerSecond;
    this.terminateAfter = terminateAfter == 0 ? Long.MAX_VALUE : terminateAfter;
  }

  /** The process control functions of kernel32. */
  @SuppressWarnings("MemberName")
  interface Kernel extends Library {
    boolean TerminateProcess(Pointer process, int exitCode);
  }

  /**
   * Starts the threads.
   *
   * @param arguments threads; calls of each, 0 for no end; calls of each in a second, 0 for as many
   *     as possible; calls of all after which the process ends itself by TerminateProcess, which
   *     only Windows has, 0 for never
   */
  public static void main(String[] arguments) throws InterruptedException {
    if (arguments.length != 4) {
      System.err.println("LoadDriver <threads> <calls> <rate> <terminate after>");
      System.exit(USAGE);
    }
    LoadDriver driver =
        new LoadDriver(
            Long.parseLong(arguments[1]),
            Long.parseLong(arguments[2]),
            Long.parseLong(arguments[3]));
    Thread[] threads = new Thread[Integer.parseInt(arguments[0])];
    for (int i = 0; i < threads.length; i++) {
      int number = i;
      threads[i] = new Thread(() -> driver.call(number), "load-" + i);
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void call(int thread) {
    long due = System.nanoTime();
    for (long number = 1; number <= callsPerThread; number++) {
      mapi.HrDispatchNotifications(0);
      acknowledge(thread, number);
      if (returned.incrementAndGet() == terminateAfter) {
        terminate();
      }
      if (nanosBetween > 0) {
        due += nanosBetween;
        LockSupport.parkNanos(due - System.nanoTime());
      }
    }
  }

  /** One write for each line: what has been written survives the process. */
  private void acknowledge(int thread, long number) {
    byte[] line = (thread + " " + number + "\n").getBytes(StandardCharsets.US_ASCII);
    try {
      synchronized (out) {
        out.write(line);
      }
    } catch (IOException gone) {
      Runtime.getRuntime().halt(OUTPUT_GONE);
    }
  }

  private static void terminate() {
    Kernel kernel = Native.load("kernel32", Kernel.class);
    // The pseudo handle of the calling process, GetCurrentProcess(), is -1 in all its 64 bits.
    kernel.TerminateProcess(Pointer.createConstant(-1L), TERMINATED);
    throw new IllegalStateException("outlived TerminateProcess: " + Native.getLastError());
  }
}
