package io.mapiaudit.journal;

import io.mapiaudit.model.ThreadInfo;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.Paths;

/**
 * Records from several threads until it is killed, and acknowledges on standard output what it has
 * recorded: a line "thread number" once the append of that number has returned.
 */
final class KilledRecorder {

  static final int THREADS = 4;

  private KilledRecorder() {}

  public static void main(String[] arguments) throws Exception {
    Path dir = Paths.get(arguments[0]);
    JournalWriter writer = JournalWriter.open(dir, Samples.RUN, 256L << 20);
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    for (int i = 0; i < THREADS; i++) {
      int id = i;
      new Thread(() -> record(writer, id, out)).start();
    }
    // Ends with whoever was to kill it.
    while (System.in.read() >= 0) {}
    Runtime.getRuntime().halt(4);
  }

  private static void record(JournalWriter writer, int id, OutputStream out) {
    Ref<ThreadInfo> thread = writer.intern(Samples.thread(id));
    try {
      for (long number = 0; ; number++) {
        if (Samples.callUnhurried(writer, thread, number) == 0) {
          throw new IOException("lost event " + number);
        }
        if (number % 16 == 0) {
          out.write((id + " " + number + "\n").getBytes(StandardCharsets.US_ASCII));
        }
      }
    } catch (IOException e) {
      Runtime.getRuntime().halt(3);
    }
  }
}
