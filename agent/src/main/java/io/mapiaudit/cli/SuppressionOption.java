package io.mapiaudit.cli;

import io.mapiaudit.config.ConfigurationError;
import io.mapiaudit.config.SuppressionFile;
import io.mapiaudit.model.Suppressions;
import io.mapiaudit.rules.RuleCatalogue;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Reads what {@code --suppressions} names. */
final class SuppressionOption {

  private SuppressionOption() {}

  /**
   * The suppressions of a file, none for null.
   *
   * @throws CommandFailure with all mistakes in it
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
}
