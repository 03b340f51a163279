package io.mapiaudit.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.EntryPoint.ResultType;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.Stack;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {

  private static final EntryPoint LOGON =
      new EntryPoint(Kind.LOGON, Bridge.JNA, "mapi32", "MAPILogonEx", "", ResultType.HRESULT);
  private static final EntryPoint RELEASE =
      new EntryPoint(Kind.RELEASE, Bridge.JNA, "IUnknown", "Release", "", ResultType.COUNT);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "com.acme.Mail.open(Mail.java:12) | com.acme.Mail.open",
        "app//com.acme.Mail.open(Mail.java:12) | com.acme.Mail.open",
        "acme.mail@1.2/com.acme.Mail.open(Mail.java) | com.acme.Mail.open",
        "com.acme.Mail.lambda$open$3(Mail.java:9) | com.acme.Mail.lambda$open",
        "com.acme.Mail$$Lambda$14.run(Unknown Source) | com.acme.Mail$$Lambda.run",
        "com.acme.Mail$$Lambda$14/0x0000000840066840.run(X) | com.acme.Mail$$Lambda.run",
        "com.acme.Mail$$Lambda/0x00007f2c1000.run(Unknown Source) | com.acme.Mail$$Lambda.run",
        "com.sun.proxy.$Proxy12.MAPILogonEx(Unknown Source) | $Proxy.MAPILogonEx",
        "jdk.proxy2/jdk.proxy2.$Proxy7.MAPILogonEx(Unknown Source) | $Proxy.MAPILogonEx",
        "com.acme.Native.$$YJP$$logon(Native Method) | com.acme.Native.logon",
        "com.acme.Mail.access$002(Mail.java:1) | com.acme.Mail.access$",
        "com.acme.Mail$$EnhancerBySpringCGLIB$$1a2b3c.open(<generated>) | com.acme.Mail.open",
        "com.acme.Mail$1.run(Mail.java:7) | com.acme.Mail$1.run",
      })
  void frame_isReducedToClassAndMethod(String frame, String expected) {
    assertThat(Frames.normalise(frame)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "java.base/java.lang.Thread.run(Thread.java:840)",
    "java.lang.reflect.Method.invoke(Method.java:498)",
    "java.base@17.0.15/jdk.internal.reflect.DirectMethodHandleAccessor.invoke(X.java:103)",
    "sun.reflect.GeneratedMethodAccessor17.invoke(Unknown Source)",
    "com.sun.jna.Native.invokeInt(Native Method)",
    "javax.swing.Timer.run(Timer.java:1)",
  })
  void frameOfThePlatformOrJna_isSkipped(String frame) {
    assertThat(Frames.normalise(frame)).isNull();
  }

  @Test
  void sameDefectInAnotherBuildAndRun_hasTheSameFingerprint() {
    Stack one =
        Stack.of(
            Arrays.asList(
                "com.acme.Native.$$YJP$$logon(Native Method)",
                "com.acme.Native.logon(Native.java)",
                "com.acme.Mail.lambda$open$3(Mail.java:9)",
                "java.lang.Thread.run(Thread.java:748)"));
    Stack other =
        Stack.of(
            Arrays.asList(
                "com.acme.Native.logon(Native Method)",
                "app//com.acme.Mail.lambda$open$0(Mail.java:14)",
                "java.base/java.lang.Thread.runWith(Thread.java:1596)",
                "java.base/java.lang.Thread.run(Thread.java:1583)"));
    assertThat(Fingerprint.of("rule", one, LOGON))
        .matches("[0-9a-f]{16}")
        .isEqualTo(Fingerprint.of("rule", other, RELEASE));
  }

  @Test
  void otherRuleOrOtherPlace_isAnotherDefect() {
    Stack stack = ScenarioThread.stackIn("com.acme.Mail.open");
    String fingerprint = Fingerprint.of("rule", stack, LOGON);
    assertThat(Fingerprint.of("other", stack, LOGON)).isNotEqualTo(fingerprint);
    assertThat(Fingerprint.of("rule", ScenarioThread.stackIn("com.acme.Mail.shut"), LOGON))
        .isNotEqualTo(fingerprint);
  }

  @Test
  void withoutFramesOfTheProgram_theEntryPointTellsDefectsApart() {
    Stack jdkOnly = Stack.of(Arrays.asList("java.lang.Thread.run(Thread.java:748)"));
    assertThat(Fingerprint.of("rule", jdkOnly, LOGON))
        .isEqualTo(Fingerprint.of("rule", Stack.EMPTY, LOGON))
        .isNotEqualTo(Fingerprint.of("rule", Stack.EMPTY, RELEASE));
  }
}
