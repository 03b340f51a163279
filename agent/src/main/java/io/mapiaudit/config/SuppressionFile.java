package io.mapiaudit.config;

import io.mapiaudit.config.ConfigurationError.Problem;
import io.mapiaudit.model.Suppression;
import io.mapiaudit.model.Suppressions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a file of suppressions, UTF-8, one a line: {@code rule:pattern | reason | owner |
 * 2027-01-31}. Empty lines and lines that begin with {@code #} are passed over.
 */
public final class SuppressionFile {

  private static final String KEY = "suppressions";
  private static final String FORM = "rule:pattern | reason | owner | 2027-01-31";
  private static final Pattern OWN_CODE = Pattern.compile("^[^*.@]+\\.[^*.]+\\.");
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_LINE = 1_000;
  private static final int MAX_PROBLEMS = 20;

  private final String source;
  private final boolean ofLibrary;
  private final Collection<String> rules;
  private final List<Suppression> found = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  private SuppressionFile(String source, boolean ofLibrary, Collection<String> rules) {
    this.source = source;
    this.ofLibrary = ofLibrary;
    this.rules = rules;
  }

  /**
   * Reads a file of at most 1 MiB.
   *
   * @param rules ids of the rules there are
   * @throws ConfigurationError with up to 20 problems, each naming file, line and fix
   */
  public static Suppressions read(Path file, Collection<String> rules) throws ConfigurationError {
    SuppressionFile reader = new SuppressionFile(file.toString(), false, rules);
    try (InputStream in = Files.newInputStream(file)) {
      return reader.read(reader.text(in));
    } catch (IOException e) {
      throw reader.whole(
          "it cannot be read: " + e, "name a readable file, or leave the key " + KEY + " out");
    }
  }

  /**
   * Reads the list of a library, of at most 1 MiB. Its patterns have to begin with two names, as
   * packages do: a library accepts findings in code it knows, and nobody else's.
   *
   * @param source its name for people
   * @throws ConfigurationError with up to 20 problems
   * @throws IOException when it cannot be read
   */
  public static Suppressions readLibrary(InputStream in, String source, Collection<String> rules)
      throws ConfigurationError, IOException {
    SuppressionFile reader = new SuppressionFile(source, true, rules);
    return reader.read(reader.text(in));
  }

  /**
   * Reads suppressions that stand elsewhere than in a file.
   *
   * @param source its name for people
   * @throws ConfigurationError with up to 20 problems
   */
  public static Suppressions parse(List<String> lines, String source, Collection<String> rules)
      throws ConfigurationError {
    return new SuppressionFile(source, false, rules).read(lines.toArray(new String[0]));
  }

  private Suppressions read(String text) throws ConfigurationError {
    return read(text.split("\r?\n|\r", -1));
  }

  private Suppressions read(String[] lines) throws ConfigurationError {
    for (int i = 0; i < lines.length && problems.size() < MAX_PROBLEMS; i++) {
      String line = lines[i].trim();
      if (!line.isEmpty() && line.charAt(0) != '#') {
        line(line, source + ":" + (i + 1));
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationError(problems);
    }
    return new Suppressions(found);
  }

  private String text(InputStream in) throws ConfigurationError, IOException {
    try {
      byte[] bytes = new byte[MAX_BYTES + 1];
      int length = 0;
      for (int n = 0; n >= 0 && length < bytes.length; length += Math.max(n, 0)) {
        n = in.read(bytes, length, bytes.length - length);
      }
      if (length > MAX_BYTES) {
        throw whole("it is larger than 1 MiB", "name the file of suppressions");
      }
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
      // Windows editors begin a file with it.
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw whole("it is not UTF-8", "save it as UTF-8");
    }
  }

  private ConfigurationError whole(String wrong, String fix) {
    return new ConfigurationError(Arrays.asList(new Problem(source, KEY, wrong, fix)));
  }

  private void line(String line, String place) {
    if (line.length() > MAX_LINE) {
      bad(place, "the line is longer than " + MAX_LINE + " characters", "shorten it");
      return;
    }
    String[] parts = line.split("\\|", -1);
    if (parts.length != 4) {
      bad(place, "it has " + parts.length + " of the 4 parts", "write " + FORM);
      return;
    }
    String name = parts[0].trim();
    int colon = name.indexOf(':');
    String pattern = name.substring(colon + 1).trim();
    if (colon < 1 || pattern.isEmpty() || pattern.chars().anyMatch(Character::isWhitespace)) {
      bad(place, "'" + name + "' is no rule:pattern", "write " + FORM);
    } else if (!rules.contains(name.substring(0, colon).trim())) {
      String rule = name.substring(0, colon).trim();
      bad(place, "there is no rule '" + rule + "'", Suggestion.fix(rule, rules));
    } else if (ofLibrary && !OWN_CODE.matcher(pattern).find()) {
      bad(
          place,
          "'" + pattern + "' is not bound to code of the library",
          "begin it with two names at least, as in com.acme.*");
    } else if (parts[1].trim().isEmpty() || parts[2].trim().isEmpty()) {
      bad(
          place,
          "the " + (parts[1].trim().isEmpty() ? "reason" : "owner") + " is missing",
          "write " + FORM);
    } else if (!names.add(name)) {
      bad(place, name + " is there twice", "remove one");
    } else {
      add(name.substring(0, colon).trim(), pattern, parts, place);
    }
  }

  private void add(String rule, String pattern, String[] parts, String place) {
    try {
      found.add(
          new Suppression(
              rule,
              pattern,
              parts[1].trim(),
              parts[2].trim(),
              LocalDate.parse(parts[3].trim()),
              place));
    } catch (DateTimeParseException e) {
      bad(
          place,
          "'" + parts[3].trim() + "' is no date of expiry",
          "write the last day it is to apply on, as in 2027-01-31");
    }
  }

  private void bad(String place, String wrong, String fix) {
    problems.add(new Problem(place, "", wrong, fix));
  }
}
