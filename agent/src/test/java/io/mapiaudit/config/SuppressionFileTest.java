package io.mapiaudit.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.config.ConfigurationError.Problem;
import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Severity;
import io.mapiaudit.model.Stack;
import io.mapiaudit.model.Suppressions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuppressionFileTest {

  private static final List<String> RULES =
      Arrays.asList("impersonated-logon", "registration-lost");
  private static final String REST = " | known | mail team | 2027-01-31";

  @TempDir Path folder;

  private Path file(String... lines) throws IOException {
    Path file = folder.resolve("known.txt");
    Files.write(file, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    return file;
  }

  private Suppressions read(String... lines) throws Exception {
    return SuppressionFile.read(file(lines), RULES);
  }

  private List<Problem> problems(String... lines) throws IOException {
    Path file = file(lines);
    return Assertions.assertThrows(
            ConfigurationError.class, () -> SuppressionFile.read(file, RULES))
        .problems();
  }

  private static Finding finding(String date, String... frames) {
    long micros = Instant.parse(date).getEpochSecond() * 1_000_000;
    return new Finding.Builder("impersonated-logon", Severity.MEDIUM)
        .stack(Stack.of(Arrays.asList(frames)))
        .count(1)
        .seen(micros, micros)
        .build();
  }

  private static Finding at(String frame) {
    return finding("2026-11-21T10:00:00Z", "com.sun.jna.Native.invokeInt(Native Method)", frame);
  }

  @Test
  void aLine_marksTheFindingWithReasonOwnerAndExpiry() throws Exception {
    Suppressions known =
        read("\ufeff# agreed", "", "impersonated-logon:com.acme.Login.open" + REST);

    assertThat(known.apply(at("com.acme.Login.open(Login.java:12)")).suppressed())
        .isEqualTo("known (mail team, until 2027-01-31)");
    assertThat(known.unused(0)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "com.acme.Login.open,com.acme.Login.open(Login.java:12),true",
    "com.acme.Login.open,app//com.acme.Login.open(Login.java:12),true",
    "com.acme.Login.open,acme/com.acme.Login.open(Login.java:12),true",
    "com.acme.Login.open,com.acme.Login.opened(Login.java:12),false",
    "com.acme.Login.open,xcom.acme.Login.open(Login.java:12),false",
    "com.acme.Login.*,com.acme.Login.open(Login.java:12),true",
    "com.acme.*,com.acme.mail.Login.open(Login.java:12),true",
    "*.open,com.acme.Login.open(Login.java:12),true",
    "com.*.Login.*en,com.acme.mail.Login.open(Login.java:12),true",
    "com.*.Login.*em,com.acme.mail.Login.open(Login.java:12),false",
    "com.acme.A$$Lambda.run,com.acme.A$$Lambda/0x0000ab12.run(Unknown Source),true",
    "*,com.acme.Login.open(Login.java:12),true"
  })
  void aPattern_fitsWholeFrames(String pattern, String frame, boolean fits) throws Exception {
    Suppressions known = read("impersonated-logon:" + pattern + REST);

    assertThat(known.apply(at(frame)).suppressed() != null).isEqualTo(fits);
    assertThat(known.unused(0)).hasSize(fits ? 0 : 1);
  }

  @Test
  void anotherRulesFinding_isLeftAlone() throws Exception {
    Suppressions known = read("registration-lost:*" + REST);

    assertThat(known.apply(at("com.acme.Login.open(Login.java:1)")).suppressed()).isNull();
  }

  @Test
  void aFindingWithoutStackOrOperation_isReachedByAStarOnly() throws Exception {
    assertThat(
            read("impersonated-logon:*" + REST).apply(finding("2026-01-01T00:00:00Z")).suppressed())
        .isNotNull();
    assertThat(
            read("impersonated-logon:com.acme.*" + REST)
                .apply(finding("2026-01-01T00:00:00Z"))
                .suppressed())
        .isNull();
  }

  @Test
  void itAppliesUntilTheEndOfItsLastDay_byTheFindingsTime() throws Exception {
    Suppressions known = read("impersonated-logon:*" + REST);

    assertThat(known.apply(finding("2027-01-31T23:59:59Z", "a.B.c(B.java)")).suppressed())
        .isNotNull();
    assertThat(known.expired(0)).isEmpty();
    assertThat(known.apply(finding("2027-02-01T00:00:00Z", "a.B.c(B.java)")).suppressed()).isNull();
    assertThat(known.expired(0)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "impersonated-logon:a.B.c; 1 of the 4 parts",
        "impersonated-logon:a.B.c | why | who | 2027-01-31 | more; 5 of the 4 parts",
        "impersonated-logon | why | who | 2027-01-31; is no rule:pattern",
        "impersonated-logon: | why | who | 2027-01-31; is no rule:pattern",
        "impersonated-logon:a b | why | who | 2027-01-31; is no rule:pattern",
        "impersonated-login:a | why | who | 2027-01-31; there is no rule 'impersonated-login'",
        "impersonated-logon:a |  | who | 2027-01-31; the reason is missing",
        "impersonated-logon:a | why |  | 2027-01-31; the owner is missing",
        "impersonated-logon:a | why | who | 31.1.2027; '31.1.2027' is no date",
        "impersonated-logon:a | why | who | 2027-02-30; '2027-02-30' is no date"
      })
  void aBadLine_isNamedWithItsFix(String line, String wrong) throws IOException {
    assertThat(problems("# one", line))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.source()).endsWith("known.txt:2");
              assertThat(problem.wrong()).contains(wrong);
              assertThat(problem.fix()).isNotEmpty();
            });
  }

  @Test
  void aMisspeltRule_isCorrected() throws IOException {
    assertThat(problems("impersonated-login:a" + REST).get(0).fix())
        .isEqualTo("write impersonated-logon");
  }

  @Test
  void theSameTwice_isAMistake() throws IOException {
    assertThat(
            problems("impersonated-logon:a" + REST, "impersonated-logon:a" + REST).get(0).wrong())
        .contains("is there twice");
  }

  @Test
  void aMissingFile_isNamed() {
    ConfigurationError error =
        Assertions.assertThrows(
            ConfigurationError.class,
            () -> SuppressionFile.read(folder.resolve("none.txt"), RULES));
    assertThat(error.problems().get(0).toString()).contains("none.txt", "cannot be read", "Fix:");
  }

  @Test
  void aHostileFile_costsLittle() throws Exception {
    Path file = folder.resolve("known.txt");
    Files.write(file, new byte[(1 << 20) + 1]);
    assertThat(
            Assertions.assertThrows(
                    ConfigurationError.class, () -> SuppressionFile.read(file, RULES))
                .getMessage())
        .contains("larger than 1 MiB");

    Files.write(file, new byte[] {'a', (byte) 0xff});
    assertThat(
            Assertions.assertThrows(
                    ConfigurationError.class, () -> SuppressionFile.read(file, RULES))
                .getMessage())
        .contains("not UTF-8");
    assertThat(problems(String.join("", Collections.nCopies(1_001, "x"))).get(0).wrong())
        .contains("longer than 1000");
    assertThat(problems(Collections.nCopies(5_000, "x").toArray(new String[0]))).hasSize(20);
  }

  @Test
  void aPatternOfManyStars_isDecidedAtOnce() throws Exception {
    String stars = String.join("a", Collections.nCopies(300, "*")) + "b";
    Suppressions known = read("impersonated-logon:" + stars + REST);

    assertThat(known.apply(at(String.join("", Collections.nCopies(10_000, "a")))).suppressed())
        .isNull();
  }
}
