package io.mapiaudit.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** The configuration cannot be used; carries every problem found, not only the first. */
public final class ConfigurationError extends Exception {

  private static final long serialVersionUID = 1L;

  /** One thing that is wrong with the configuration. */
  public static final class Problem {
    private final String source;
    private final String key;
    private final String wrong;
    private final String fix;

    Problem(String source, String key, String wrong, String fix) {
      this.source = Objects.requireNonNull(source, "source");
      this.key = Objects.requireNonNull(key, "key");
      this.wrong = Objects.requireNonNull(wrong, "wrong");
      this.fix = Objects.requireNonNull(fix, "fix");
    }

    /** Where it is written: file and line, agent argument, system property or environment. */
    public String source() {
      return source;
    }

    /** The key as it is spelled there; "" when a file or the arguments cannot be read at all. */
    public String key() {
      return key;
    }

    /** What is wrong, without a full stop. */
    public String wrong() {
      return wrong;
    }

    /** What to do about it, without a full stop. */
    public String fix() {
      return fix;
    }

    @Override
    public String toString() {
      return source + (key.isEmpty() ? "" : " " + key) + ": " + wrong + ". Fix: " + fix + ".";
    }
  }

  // Problem is not serializable, and nobody serializes this.
  private final transient List<Problem> problems;

  ConfigurationError(List<Problem> problems) {
    super(describe(problems));
    this.problems = Collections.unmodifiableList(new ArrayList<>(problems));
  }

  /** All problems, in order of precedence of their sources; at least one. */
  public List<Problem> problems() {
    return problems;
  }

  private static String describe(List<Problem> problems) {
    StringBuilder text = new StringBuilder("the mapi-audit configuration has ");
    text.append(problems.size() == 1 ? "a problem:" : problems.size() + " problems:");
    for (Problem problem : problems) {
      text.append("\n  ").append(problem);
    }
    return text.toString();
  }
}
