package io.mapiaudit.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * A thread's last error is what it is without the agent, over as many calls as it takes for the JVM
 * to compile what is called. Java 11 on Windows changes it whenever it compiles a native method, on
 * the thread that calls it just then: that is once for each of the program's own, and no more.
 */
class LastErrorIT {

  private static final String PROGRAM = "LastErrors";

  @Test
  void last_error_is_changed_by_the_jvm_alone() throws Exception {
    Jvm jvm = new WindowsJvm("11");
    Jvms.assumeUsable(jvm);
    Path classes = Program.compiledForJava8(PROGRAM, Project.demoJar());
    Program program =
        new Program(jvm, classes, PROGRAM, "jni")
            .library(Project.demoJar())
            .jvmOption("-Dmapi.demo.library=" + jvm.path(jvm.standIn()))
            // Or a native method is compiled later the more there is to be compiled before it.
            .jvmOption("-XX:Tier3LoadFeedback=1000000")
            .agentOptions("config=" + jvm.path(Project.demoConfiguration()));

    String without = program.unaudited().out();
    String with = program.audited().out();

    assertThat(with).isEqualTo(without).contains("changed: {");
    assertThat(RecordedCalls.in(program.runFolder()).of("main").entered()).isGreaterThan(3_000);
  }
}
