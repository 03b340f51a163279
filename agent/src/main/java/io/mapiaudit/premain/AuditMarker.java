package io.mapiaudit.premain;

import io.mapiaudit.boot.ProbeMemory;
import java.lang.instrument.Instrumentation;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Tells other processes that this one is audited, as a counter named {@code mapi.audit.version} in
 * the JVM's performance data: {@code list} reads that file anyway, it goes away with the process,
 * and nothing of the application sees it.
 */
final class AuditMarker {

  private static final String NAME = "mapi.audit.version";
  private static final int VARIABLE = 3;
  private static final int STRING = 5;
  private static final int LENGTH = 64;

  private AuditMarker() {}

  /** Sets the version that audits, "" for none. */
  static void set(String version, Instrumentation instrumentation) {
    try {
      ByteBuffer marker = ProbeMemory.marker();
      if (marker == null) {
        marker = create(instrumentation);
        ProbeMemory.setMarker(marker);
      }
      byte[] bytes =
          Arrays.copyOf(version.getBytes(StandardCharsets.US_ASCII), marker.capacity() - 1);
      for (int i = 0; i < bytes.length; i++) {
        marker.put(i, bytes[i]);
      }
    } catch (Throwable noSuchData) {
      // Then list cannot tell; everything else goes on.
    }
  }

  private static ByteBuffer create(Instrumentation instrumentation) throws Exception {
    Class<?> type;
    if (Modules.exist()) {
      type = Class.forName("jdk.internal.perf.Perf");
      Modules.export(instrumentation, "jdk.internal.perf");
    } else {
      type = Class.forName("sun.misc.Perf");
    }
    Object perf = type.getMethod("getPerf").invoke(null);
    return (ByteBuffer)
        type.getMethod("createString", String.class, int.class, int.class, String.class, int.class)
            .invoke(perf, NAME, VARIABLE, STRING, "", LENGTH);
  }
}
