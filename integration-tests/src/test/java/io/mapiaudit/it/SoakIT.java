package io.mapiaudit.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Load by threads that come and go as many users leaves nothing behind: heap after collection,
 * metaspace, threads, handles and disk are flat. {@code -Dsoak.seconds=600} does it for longer; so
 * does {@code soak.sh}.
 */
class SoakIT {

  private static final int SECONDS = Integer.getInteger("soak.seconds", 40);

  @Test
  void nothing_grows_under_load() throws Exception {
    LinuxJvm jvm = LinuxJvm.own();
    Path classes = Program.compiledForJava8("Soak", Project.demoJar());
    Program soak =
        new Program(jvm, classes, "Soak", "load")
            .library(Project.demoJar())
            .jvmOption("-Xmx192m")
            .jvmOption("-Dmapi.demo.library=" + jvm.path(jvm.standIn()))
            .agentOptions("journal.max-size=16MiB");

    Jvm.Outcome outcome =
        soak.audited(
            String.valueOf(SECONDS),
            String.valueOf(Math.min(60, SECONDS / 4)),
            String.valueOf(SECONDS / 2));

    assertThat(outcome.out()).contains("verdict: flat");
    assertThat(soak.agentLog())
        .doesNotContain("kept from the application", "were not analysed", "recording is off");
  }
}
