package io.mapiaudit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Collections;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

class PlainLineTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "attach 123",
        "attach com.acme.Main",
        "attach Main*",
        "attach 123 --json",
        "attach --json 123",
        "attach 123 --set dir=/tmp/a",
        "attach --set dir=C:\\a,b --set log=off 123 --json",
        "attach 123 --set dir="
      })
  void a_plain_line_is_what_the_parser_makes_of_it(String text) {
    PlainLine line = PlainLine.of(text.split(" ", -1));
    assertThat(line).isNotNull();
    ParseResult parsed = parsed(text);
    assertThat(line.target()).isEqualTo(parsed.matchedPositionalValue(0, null));
    assertThat(line.settings())
        .isEqualTo(parsed.matchedOptionValue("--set", Collections.emptyMap()));
    assertThat(line.isJson()).isEqualTo(parsed.hasMatchedOption("--json"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "attach",
        "status 123",
        "attach --help",
        "attach 123 -h",
        "attach 123 456",
        "attach 123 --jsn",
        "attach 123 --json --json",
        "attach 123 --set",
        "attach 123 --set dir",
        "attach 123 --set =x",
        "attach 123 --set --json",
        "attach 123 --set a=b=c",
        "attach 123 --set a=1 --set a=2",
        "attach 123 --set=a=b",
        "attach 123 --set a=\"b\"",
        "attach -- 123",
        "attach @file",
        "attach  123"
      })
  void every_other_line_is_left_to_the_parser(String text) {
    assertThat(PlainLine.of(text.split(" ", -1))).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"attach 999999999999", "attach 999999999999 --set=a=b"})
  void a_failure_is_told_the_same_by_either_way(String text) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            text.split(" ", -1),
            new PrintStream(out, true, "UTF-8"),
            new PrintStream(err, true, "UTF-8"));
    assertThat(code).isEqualTo(3);
    assertThat(out.toString("UTF-8")).isEmpty();
    assertThat(err.toString("UTF-8"))
        .startsWith("mapi-audit: there is no JVM with process id 999999999999. Fix: ");
  }

  private static ParseResult parsed(String text) {
    CommandLine line = new CommandLine(new RootCommand());
    line.addSubcommand(new AttachCommand(null, null));
    line.setExpandAtFiles(false);
    return line.parseArgs(text.split(" ", -1)).subcommand();
  }
}
