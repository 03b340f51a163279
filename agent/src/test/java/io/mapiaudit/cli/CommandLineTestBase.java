package io.mapiaudit.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.UnsupportedEncodingException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Runs commands and keeps what they print. */
abstract class CommandLineTestBase {

  private final ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errBytes = new ByteArrayOutputStream();

  RuleBook rules =
      new RuleBook() {
        @Override
        public List<Entry> rules() {
          return Arrays.asList(
              new Entry("release-stalled", "critical", "A release does not return"),
              new Entry("impersonated-logon", "medium", "Logon while impersonating"));
        }

        @Override
        public Optional<String> page(String id) {
          return id.equals("release-stalled") ? Optional.of("# Page\n\nWhät.") : Optional.empty();
        }
      };
  Replay replay;

  int run(String... args) {
    try {
      return Main.run(
          args,
          new PrintStream(outBytes, true, "UTF-8"),
          new PrintStream(errBytes, true, "UTF-8"),
          rules,
          Optional.ofNullable(replay));
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  String out() {
    return text(outBytes);
  }

  String err() {
    return text(errBytes);
  }

  private static String text(ByteArrayOutputStream bytes) {
    try {
      return bytes.toString("UTF-8").replace("\r\n", "\n");
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}
