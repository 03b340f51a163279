package io.mapiaudit.cli;

import io.mapiaudit.config.ConfigurationError;
import io.mapiaudit.config.SuppressionFile;
import io.mapiaudit.model.Suppressions;
import io.mapiaudit.rules.RuleCatalogue;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** The file that {@code --suppressions} names. */
final class GivenSuppressions {

  private GivenSuppressions() {}

  /**
   * Reads the file.
   *
   * @param file null for none
   * @throws CommandFailure when it cannot be used
   */
  static Suppressions read(Path file) {
    if (file == null) {
      return Suppressions.NONE;
    }
    try {
      return SuppressionFile.read(file, RuleCatalogue.ids());
    } catch (ConfigurationError e) {
      String problems =
          e.problems().stream().map(Object::toString).collect(Collectors.joining("\n  "));
      throw new CommandFailure(
          ExitCode.USAGE,
          "--suppressions cannot be used:\n  " + problems + "\n",
          "correct the file, or leave --suppressions out");
    }
  }

  /** A line for each that was of no use, and for each that is expired. */
  static String sumUp(Suppressions suppressions) {
    StringBuilder text = new StringBuilder();
    suppressions
        .unused(0)
        .forEach(s -> text.append("suppression was not used: ").append(s.describe()).append('\n'));
    suppressions
        .expired(0)
        .forEach(s -> text.append("suppression was expired: ").append(s.describe()).append('\n'));
    return text.toString();
  }
}
