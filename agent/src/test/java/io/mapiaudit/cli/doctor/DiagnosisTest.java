package io.mapiaudit.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.cli.doctor.Check.Obstacle;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosisTest {

  @Test
  void text_isAligned_andEveryFixIsBelowItsProblem() {
    Diagnosis diagnosis =
        new Diagnosis()
            .add(
                "Machine",
                Arrays.asList(Check.ok("java", "17"), Check.warn("port", "taken", "free it")))
            .add(
                "Process",
                Arrays.asList(Check.problem(Obstacle.BITNESS, "attaching", "32", "use 32")));

    assertThat(diagnosis.text())
        .isEqualTo(
            "Machine\n"
                + "  ok       java       17\n"
                + "  warn     port       taken\n"
                + "                      Fix: free it\n"
                + "\n"
                + "Process\n"
                + "  problem  attaching  32\n"
                + "                      Fix: use 32\n"
                + "\n"
                + "It cannot be audited before 1 problem is fixed; 1 warning is worth a look.\n");
  }

  @Test
  void theObstacleThatComesFirstInTheContract_decides() {
    Diagnosis diagnosis =
        new Diagnosis()
            .add(
                "x",
                Arrays.asList(
                    Check.problem(Obstacle.TOKENS, "a", "b", "c"),
                    Check.problem(Obstacle.CONFIGURATION, "a", "b", "c"),
                    Check.problem(Obstacle.ACCESS_DENIED, "a", "b", "c")));

    assertThat(diagnosis.obstacle()).contains(Obstacle.ACCESS_DENIED);
    assertThat(new Diagnosis().obstacle()).isEmpty();
    assertThat(diagnosis.fields(4)).containsEntry("auditable", false).containsEntry("exitCode", 4);
  }

  @Test
  void longTexts_areBrokenAtBlanks_andNamesCannotSteerTheTerminal() {
    StringBuilder words = new StringBuilder("evil\u001b[2J\nname");
    for (int i = 0; i < 40; i++) {
      words.append(" word").append(i);
    }
    String text = new Diagnosis().add("x", Arrays.asList(Check.note("n", words.toString()))).text();

    List<String> lines = Arrays.asList(text.split("\n", -1));
    assertThat(lines).allMatch(line -> line.length() <= 120).hasSizeGreaterThan(4);
    assertThat(lines.get(1)).startsWith("  note     n  evil [2J name word0");
    assertThat(lines.get(2)).matches(" {14}word\\d+ .*");
  }
}
