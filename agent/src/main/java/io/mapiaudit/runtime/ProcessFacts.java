package io.mapiaudit.runtime;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Paths;

/** Which process this is. */
final class ProcessFacts {

  private ProcessFacts() {}

  /** The process id, 0 when the JVM does not tell. */
  static long pid() {
    // Where it can be had without, the JVM's management, pools and process handles stay unloaded.
    try {
      return Long.parseLong(Paths.get("/proc/self").toRealPath().getFileName().toString());
    } catch (IOException | RuntimeException notLinux) {
      return managedPid();
    }
  }

  private static long managedPid() {
    // "pid@host" on every JVM known; ProcessHandle exists only since Java 9.
    String name = ManagementFactory.getRuntimeMXBean().getName();
    int at = name.indexOf('@');
    try {
      return Long.parseLong(at < 0 ? name : name.substring(0, at));
    } catch (NumberFormatException otherForm) {
      return 0;
    }
  }

  /** The host's name as its own configuration has it. */
  static String host() {
    for (String variable : new String[] {"COMPUTERNAME", "HOSTNAME"}) {
      String value = System.getenv(variable);
      if (value != null && !value.isEmpty()) {
        return value;
      }
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "unknown";
    }
  }
}
