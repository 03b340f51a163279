package io.mapiaudit.demo;

import io.mapiaudit.demo.binding.Mapi32;
import io.mapiaudit.demo.binding.StandInLibrary;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Plays one scenario after the other in this JVM, as they are asked for on standard input: a
 * process that agents can be attached to and detached from between them.
 */
final class Service {

  private Service() {}

  /**
   * Prints {@code serving <process id>}, then serves until standard input ends: a scenario with its
   * options on each line, or {@code load <threads>}, which has as many threads call MAPI a thousand
   * times a second from then on.
   *
   * @param out what the scenario prints, then a line {@code played <exit code>}
   * @return 0
   */
  static int serve(PrintStream out, PrintStream err) throws IOException {
    BufferedReader lines =
        new BufferedReader(
            // Not System.in, which asks how much there is; pipes under Wine do not say.
            new InputStreamReader(
                new FileInputStream(FileDescriptor.in), StandardCharsets.US_ASCII));
    // "pid@host" on every JVM; ProcessHandle is Java 9's.
    out.println("serving " + ManagementFactory.getRuntimeMXBean().getName().split("@", 2)[0]);
    out.flush();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] words = line.trim().split(" +", -1);
      int code =
          words[0].equals("load") ? load(Integer.parseInt(words[1])) : Main.run(words, out, err);
      out.println("played " + code);
      out.flush();
    }
    return 0;
  }

  private static int load(int threads) {
    Mapi32 mapi = StandInLibrary.bind(Mapi32.class);
    for (int i = 0; i < threads; i++) {
      Thread thread =
          new Thread(
              () -> {
                while (true) {
                  mapi.HrDispatchNotifications(0);
                  LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
                }
              },
              "load-" + i);
      thread.setDaemon(true);
      thread.start();
    }
    return 0;
  }
}
