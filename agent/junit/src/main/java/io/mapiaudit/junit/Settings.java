package io.mapiaudit.junit;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The keys {@code mapi.audit.junit.*}: system properties win over the environment, and this over
 * JUnit's configuration parameters.
 */
final class Settings {

  static final String PREFIX = "mapi.audit.";
  static final List<String> SEVERITIES = Arrays.asList("low", "medium", "high", "critical");

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9}) ?(ms|s|m)");
  private static final String NONE = "none";

  private final Function<String, String> values;

  /**
   * Settings.
   *
   * @param values of keys with their prefix, null for one that is not set
   */
  Settings(Function<String, String> values) {
    this.values = values;
  }

  /**
   * Those of this process.
   *
   * @param parameters JUnit's
   */
  static Settings of(Function<String, Optional<String>> parameters) {
    return new Settings(
        key -> {
          String property = System.getProperty(key);
          String text = property == null ? System.getenv(variable(key)) : property;
          return text == null ? parameters.apply(key).orElse(null) : text;
        });
  }

  private static String variable(String key) {
    return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** True when a key without its prefix is set anywhere. */
  boolean isSet(String key) {
    return values.apply(PREFIX + key) != null;
  }

  /** True when all tests are audited, without any annotation. */
  boolean isSuiteOn() {
    return word("junit.suite", "off", "on", "off", "true", "false").matches("on|true");
  }

  /** True when tests that cannot be audited are skipped, and do not fail. */
  boolean skipsUnavailable() {
    return word("junit.unavailable", "fail", "fail", "skip").equals("skip");
  }

  /** The agent's jar, null when it is to be looked for on the class path. */
  String agent() {
    String path = text("junit.agent", "auto");
    return path.equals("auto") ? null : path;
  }

  /** The least severity that fails a test, as its rank; beyond all when none does. */
  int failOn() {
    return rank("the key mapi.audit.junit.fail-on", text("junit.fail-on", "high"));
  }

  /**
   * The rank of a severity's name, beyond all for {@code none}.
   *
   * @param place where it is written
   * @throws IllegalArgumentException when there is no such severity
   */
  static int rank(String place, String severity) {
    String label = severity.toLowerCase(Locale.ROOT);
    if (!label.equals(NONE) && !SEVERITIES.contains(label)) {
      throw new IllegalArgumentException(
          place
              + ": '"
              + severity
              + "' is no severity. Fix: write low, medium, high, critical or none");
    }
    return label.equals(NONE) ? SEVERITIES.size() : SEVERITIES.indexOf(label);
  }

  /** How long the end of a test waits until all is judged. */
  Duration waiting() {
    String text = text("junit.wait", "30 s");
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "the key mapi.audit.junit.wait: '" + text + "' is no time. Fix: write it as in 30 s");
    }
    long number = Long.parseLong(matcher.group(1));
    switch (matcher.group(2)) {
      case "ms":
        return Duration.ofMillis(number);
      case "s":
        return Duration.ofSeconds(number);
      default:
        return Duration.ofMinutes(number);
    }
  }

  private String word(String key, String otherwise, String... words) {
    String text = text(key, otherwise).toLowerCase(Locale.ROOT);
    if (!Arrays.asList(words).contains(text)) {
      throw new IllegalArgumentException(
          "the key "
              + PREFIX
              + key
              + ": '"
              + text
              + "' is not known. Fix: write one of "
              + String.join(", ", words));
    }
    return text;
  }

  private String text(String key, String otherwise) {
    String text = values.apply(PREFIX + key);
    return text == null ? otherwise : text.trim();
  }
}
