package io.mapiaudit.config;

import io.mapiaudit.config.ConfigurationError.Problem;
import java.util.List;

/** A value that cannot be read; carries one problem or more. */
final class BadValue extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  BadValue(List<Problem> problems) {
    super(problems.toString());
    this.problems = problems;
  }

  List<Problem> problems() {
    return problems;
  }
}
