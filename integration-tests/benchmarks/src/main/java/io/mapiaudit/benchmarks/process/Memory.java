package io.mapiaudit.benchmarks.process;

import java.io.BufferedReader;
import java.io.FileReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What Linux says about the memory of processes. */
final class Memory {

  private Memory() {}

  /** Largest resident set of this process so far in KiB, 0 when the system does not tell. */
  static long peakKib() throws IOException {
    return peakKib("self");
  }

  /** The same of another process, 0 when it is gone. */
  static long peakKib(String pid) throws IOException {
    try (BufferedReader status =
        new BufferedReader(new FileReader("/proc/" + pid + "/status", StandardCharsets.US_ASCII))) {
      for (String line = status.readLine(); line != null; line = status.readLine()) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.substring("VmHWM:".length(), line.indexOf('k')).trim());
        }
      }
    } catch (IOException gone) {
      return 0;
    }
    return 0;
  }
}
