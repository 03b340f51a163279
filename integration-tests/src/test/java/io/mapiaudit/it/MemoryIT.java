package io.mapiaudit.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The heap that the agent takes beside the application's own. */
class MemoryIT {

  private static final long MIB = 1 << 20;

  @Test
  void a_thousand_sessions_and_ten_thousand_threads_take_at_most_32_MiB() throws Exception {
    LinuxJvm jvm = LinuxJvm.own();
    Path classes = Program.compiledForJava8("Crowd", Project.demoJar());
    Program program =
        new Program(jvm, classes, "Crowd", "memory")
            .library(Project.demoJar())
            .jvmOption("-Xss256k")
            .jvmOption("-Xmx512m")
            .jvmOption("-Dmapi.demo.library=" + jvm.path(jvm.standIn()));

    long without = heap(program.unaudited());
    long with = heap(program.audited());

    System.out.printf("heap of the agent: %.1f MiB%n", (with - without) / (double) MIB);
    assertThat(program.agentLog()).doesNotContain("no MAPI entry point", "could not be recorded");
    assertThat(with - without).isLessThanOrEqualTo(32 * MIB);
  }

  private static long heap(Jvm.Outcome outcome) {
    return Long.parseLong(outcome.out().strip().substring("heap ".length()));
  }
}
