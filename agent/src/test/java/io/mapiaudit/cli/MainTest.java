package io.mapiaudit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MainTest extends CommandLineTestBase {

  @Test
  void exitCodes_areThoseOfTheContract() {
    assertThat(Arrays.stream(ExitCode.values()).mapToInt(ExitCode::code))
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    assertThat(ExitCode.NO_SUCH_TARGET.code()).isEqualTo(3);
    assertThat(ExitCode.OTHER_VERSION_ATTACHED.code()).isEqualTo(8);
    assertThat(ExitCode.BAD_INPUT.code()).isEqualTo(10);
  }

  @Test
  void noCommand_isAUsageError() {
    assertThat(run()).isEqualTo(2);
    assertThat(err())
        .isEqualTo(
            "mapi-audit: a command is missing\nHelp: java -jar mapi-audit-agent.jar --help\n");
  }

  @Test
  void unknownCommand_namesTheNearest() {
    assertThat(run("explian", "x")).isEqualTo(2);
    assertThat(err()).contains("'explian'").contains("Did you mean: explain");
    assertThat(out()).isEmpty();
  }

  @Test
  void unknownOption_isAUsageErrorOfTheCommand() {
    assertThat(run("explain", "--jsn")).isEqualTo(2);
    assertThat(err())
        .contains("'--jsn'")
        .contains("Did you mean: --json")
        .contains("Help: java -jar mapi-audit-agent.jar explain --help");
  }

  @Test
  void help_listsTheCommandsThereAre() {
    assertThat(run("--help")).isZero();
    assertThat(out())
        .contains("explain", "attach", "detach", "10   unreadable or corrupt input")
        .doesNotContain("replay  ");
    assertThat(err()).isEmpty();
  }

  @Test
  void version_isPrinted() {
    assertThat(run("--version")).isZero();
    assertThat(out()).startsWith("mapi-audit ");
  }

  @Test
  void unforeseenError_exitsWithTen_andItsStack() {
    rules =
        new RuleBook() {
          @Override
          public List<Entry> rules() {
            return Collections.emptyList();
          }

          @Override
          public Optional<String> page(String id) {
            throw new StackOverflowError("deep");
          }
        };
    assertThat(run("explain", "x")).isEqualTo(10);
    assertThat(err()).contains("an error nobody foresaw").contains("StackOverflowError: deep");
  }

  @Test
  void publicEntry_runsWithThePagesOfTheClassPath() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int code =
        Main.run(
            new String[] {"explain", "no-such-rule"},
            new PrintStream(out, true, "UTF-8"),
            new PrintStream(out, true, "UTF-8"));

    assertThat(code).isEqualTo(2);
    assertThat(out.toString("UTF-8")).startsWith("mapi-audit: there is no rule 'no-such-rule'.");
  }
}
