package io.mapiaudit.output.sarif;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SarifFrameTest {

  @Test
  void frames_areTakenApart() {
    assertFrame(
        "com.acme.Sink.onNotify(Sink.java:42)", "com.acme.Sink.onNotify", "com/acme/Sink.java", 42);
    assertFrame("app//a.b.C.d(C.kt:7)", "a.b.C.d", "a/b/C.kt", 7);
    assertFrame(
        "java.base@17.0.1/java.lang.Thread.run(Thread.java:833)",
        "java.lang.Thread.run",
        "java/lang/Thread.java",
        833);
    assertFrame("Main.main(Main.java)", "Main.main", "Main.java", 0);
    assertFrame("a.B$$Lambda.c(Unknown Source)", "a.B$$Lambda.c", "a/B.java", 0);
    assertFrame("app//a.B$C$$Lambda/0x12ab.c(Unknown Source)", "a.B$C$$Lambda.c", "a/B.java", 0);
    assertFrame("a.B$$Lambda$14/0x12.c(Unknown Source)", "a.B$$Lambda$14.c", "a/B.java", 0);
  }

  @Test
  void whatIsNoFile_isNoFile() {
    assertFrame("a.B.c(Native Method)", "a.B.c", null, 0);
    assertFrame("a.B.c(Unknown Source)", "a.B.c", null, 0);
    assertFrame("a.B.c(../../etc/passwd.x:1)", "a.B.c", null, 1);
    assertFrame("../x/a.B.c(B.java:1)", "a.B.c", "a/B.java", 1);
    assertFrame("..%2f.B.c(B.java:1)", "..%2f.B.c", null, 1);
    assertFrame("no frame", "no frame", null, 0);
  }

  private static void assertFrame(String text, String name, String uri, int line) {
    SarifFrame frame = SarifFrame.parse(text);
    assertThat(frame.name()).isEqualTo(name);
    assertThat(frame.uri()).isEqualTo(uri);
    assertThat(frame.line()).isEqualTo(line);
  }
}
