package io.mapiaudit.it.program;

import io.mapiaudit.demo.load.LoadDriver;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs the load driver, then takes every file handle that the process may have, and runs it again.
 * Those that come free meanwhile it takes too: the JVM and the agent open a file for a moment now
 * and then.
 */
public final class NoFilesLeft {

  private NoFilesLeft() {}

  public static void main(String[] arguments) throws Exception {
    String[] few = arguments.clone();
    few[1] = "10";
    LoadDriver.main(few);
    AtomicBoolean over = new AtomicBoolean();
    CountDownLatch allTaken = new CountDownLatch(1);
    List<FileInputStream> taken = new ArrayList<>();
    Thread taker = new Thread(() -> take(taken, allTaken, over), "taker");
    taker.start();
    allTaken.await();
    LoadDriver.main(arguments);
    over.set(true);
    taker.join();
    for (FileInputStream file : taken) {
      file.close();
    }
  }

  private static void take(
      List<FileInputStream> taken, CountDownLatch allTaken, AtomicBoolean over) {
    while (!over.get()) {
      try {
        taken.add(new FileInputStream("/dev/null"));
      } catch (IOException noneLeft) {
        allTaken.countDown();
        LockSupport.parkNanos(100_000);
      }
    }
  }
}
