package io.mapiaudit.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class OwnFrameTest {

  @Test
  void innermostFrameOfTheProgram_isThePlace() {
    assertThat(
            OwnFrame.of(
                Arrays.asList(
                    "java.base@17/java.lang.Object.wait(Native Method)",
                    "com.sun.jna.Function.invoke(Function.java:329)",
                    "app//com.acme.A$$Lambda/0x12.b(Unknown Source)",
                    "com.acme.Main.main(Main.java:3)")))
        .isEqualTo("com.acme.A$$Lambda.b(Unknown Source)");
    assertThat(OwnFrame.of(Collections.singletonList("java.lang.Thread.run(Thread.java:1)")))
        .isEqualTo("java.lang.Thread.run(Thread.java:1)");
    assertThat(OwnFrame.of(Collections.emptyList())).isEmpty();
  }
}
