package io.mapiaudit.cli;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The severity from which findings make a command fail, or none. */
public final class FailOn {

  /** Reads the value of {@code --fail-on}. */
  static final class Converter implements ITypeConverter<FailOn> {
    @Override
    public FailOn convert(String text) {
      String label = text.toLowerCase(Locale.ROOT);
      if (label.equals("none")) {
        return new FailOn(null);
      }
      try {
        return new FailOn(Severity.ofLabel(label));
      } catch (IllegalArgumentException e) {
        List<String> labels = new ArrayList<>();
        for (Severity severity : Severity.values()) {
          labels.add(severity.label());
        }
        throw new TypeConversionException(
            "'" + text + "' is not one of " + String.join(", ", labels) + ", none");
      }
    }
  }

  private final Severity least;

  private FailOn(Severity least) {
    this.least = least;
  }

  /** The severity; empty for none. */
  public Optional<Severity> least() {
    return Optional.ofNullable(least);
  }

  /** True for a finding that is not suppressed and severe enough. */
  public boolean isReachedBy(Finding finding) {
    return least != null
        && finding.suppressed() == null
        && finding.severity().compareTo(least) >= 0;
  }
}
