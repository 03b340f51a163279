package io.mapiaudit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class TerminalTest {

  @Test
  void what_steers_a_terminal_is_shown_as_an_escape() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String sneaky = "thread \u001b[2J\u009b31m\u0007\r\u202eeno\nnext line\n";

    new Terminal(new PrintStream(bytes, true, "UTF-8")).text(sneaky);

    assertThat(bytes.toString("UTF-8"))
        .isEqualTo(
            "thread \\u001B[2J\\u009B31m\\u0007\\r\\u202Eeno"
                + System.lineSeparator()
                + "next line"
                + System.lineSeparator());
  }

  @Test
  void a_folder_that_is_named_to_steer_a_terminal_does_not() throws Exception {
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    Main.run(
        new String[] {"replay", "no\u001b[31msuch"},
        new PrintStream(new ByteArrayOutputStream(), true, "UTF-8"),
        new PrintStream(err, true, "UTF-8"));

    assertThat(err.toString("UTF-8")).contains("no\\u001B[31msuch").doesNotContain("\u001b");
  }
}
