package io.mapiaudit.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueFactory;
import io.mapiaudit.model.Severity;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Readers for the kinds of scalar values. */
final class Readers {

  private static final String LOOPBACK = "127.0.0.1";
  private static final Pattern ADDRESS =
      Pattern.compile("(?:(\\[[0-9A-Fa-f:.%]+]|[^\\s:/\\[\\]]*):)?(\\d{1,5})");

  private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?) ?%");

  private Readers() {}

  static Option.Reader<Boolean> flag() {
    Map<String, Boolean> words = new LinkedHashMap<>();
    words.put("true", true);
    words.put("false", false);
    words.put("on", true);
    words.put("off", false);
    words.put("yes", true);
    words.put("no", false);
    return choice(words);
  }

  static Option.Reader<Boolean> onOff() {
    Map<String, Boolean> words = new LinkedHashMap<>();
    words.put("on", true);
    words.put("off", false);
    words.put("true", true);
    words.put("false", false);
    return choice(words);
  }

  /** A share in percent, above 0 and at most 100, as a number from 0 to 1; {@code off} is none. */
  static Option.Reader<OptionalDouble> share() {
    return given -> {
      String text = given.text();
      if (text.equalsIgnoreCase("off")) {
        return OptionalDouble.empty();
      }
      Matcher matcher = PERCENT.matcher(text);
      double percent = matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
      if (percent <= 0 || percent > 100) {
        throw given.bad(
            "'" + text + "' is no share above 0 % and up to 100 %",
            "write a number and a percent sign in quotes, as in \"5 %\", or off");
      }
      return OptionalDouble.of(percent / 100);
    };
  }

  static <T> Option.Reader<T> choice(Map<String, T> words) {
    return given -> {
      String text = given.text();
      T value = words.get(text.toLowerCase(Locale.ROOT));
      if (value == null) {
        throw given.bad(
            "'" + text + "' is not one of " + String.join(", ", words.keySet()),
            Suggestion.fix(text, words.keySet()));
      }
      return value;
    };
  }

  /** A choice between the constants of an enum, by their names in lower case. */
  static <E extends Enum<E>> Option.Reader<E> constants(E[] constants) {
    Map<String, E> words = new LinkedHashMap<>();
    for (E constant : constants) {
      words.put(constant.name().toLowerCase(Locale.ROOT), constant);
    }
    return choice(words);
  }

  /** The label of a severity, or {@code none}. */
  static Option.Reader<String> severityOrNone() {
    Map<String, String> words = new LinkedHashMap<>();
    for (Severity severity : Severity.values()) {
      words.put(severity.label(), severity.label());
    }
    words.put("none", "none");
    return choice(words);
  }

  static Option.Reader<String> name() {
    return given -> {
      String text = given.text();
      if (text.isEmpty()) {
        throw given.bad("it is empty", "write a value, or leave the key out");
      }
      return text;
    };
  }

  /** {@code word} reads as absent, everything else by the other reader. */
  static <T> Option.Reader<Optional<T>> optional(String word, Option.Reader<T> reader) {
    return given ->
        given.text().equalsIgnoreCase(word) ? Optional.empty() : Optional.of(reader.read(given));
  }

  static Option.Reader<Path> path() {
    return given -> {
      String text = name().read(given);
      if (text.chars().anyMatch(Character::isISOControl)) {
        throw given.bad(
            "the path holds a control character; in HOCON quotes \\t and \\n are escapes",
            "write / or \\\\ between the folders");
      }
      try {
        return Paths.get(text);
      } catch (InvalidPathException e) {
        throw given.bad("'" + text + "' is no path: " + e.getReason(), "write a valid path");
      }
    };
  }

  /** A duration of at least {@code minimum}; zero is allowed when {@code zeroIsOff}. */
  static Option.Reader<Duration> duration(Duration minimum, String least, boolean zeroIsOff) {
    return given -> {
      String text = given.text();
      if (zeroIsOff && text.equals("0")) {
        return Duration.ZERO;
      }
      if (text.matches("-?[0-9.]+")) {
        throw given.bad("'" + text + "' has no unit", "write it with its unit, as in 30 s");
      }
      Duration duration;
      try {
        duration = ConfigValueFactory.fromAnyRef(text).atKey("v").getDuration("v");
      } catch (ConfigException | ArithmeticException e) {
        throw given.bad(
            "'" + text + "' is no duration",
            "write a number and a unit (ms, s, m, h, d), as in 30 s");
      }
      boolean off = zeroIsOff && duration.isZero();
      if (!off && duration.compareTo(minimum) < 0) {
        throw given.bad(
            "'" + text + "' is too short",
            "write at least " + least + (zeroIsOff ? ", or 0 to switch it off" : ""));
      }
      return duration;
    };
  }

  /** A whole number from 0 to {@code most}. */
  static Option.Reader<Integer> count(int most) {
    return given -> {
      String text = given.text();
      int number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
      if (number < 0 || number > most) {
        throw given.bad(
            "'" + text + "' is no whole number from 0 to " + most, "write one, as in 20");
      }
      return number;
    };
  }

  /** A number of bytes, at least {@code minimum}. */
  static Option.Reader<Long> size(long minimum, String least) {
    return given -> {
      String text = given.text();
      long bytes;
      try {
        bytes = ConfigValueFactory.fromAnyRef(text).atKey("v").getBytes("v");
      } catch (ConfigException | ArithmeticException e) {
        throw given.bad(
            "'" + text + "' is no size",
            "write a number and a unit (KiB, MiB, GiB), as in 256 MiB");
      }
      if (bytes < minimum) {
        throw given.bad(
            "'" + text + "' (" + bytes + " bytes) is too small", "write at least " + least);
      }
      return bytes;
    };
  }

  /** {@code host:port}; the loopback address when there is no host. The host is not looked up. */
  static Option.Reader<InetSocketAddress> address() {
    return given -> {
      String text = given.text();
      Matcher matcher = ADDRESS.matcher(text);
      int port = matcher.matches() ? Integer.parseInt(matcher.group(2)) : -1;
      if (port < 1 || port > 65_535) {
        throw given.bad(
            "'" + text + "' is no host:port",
            "write host and a port of 1 to 65535, as in 127.0.0.1:9464, or off");
      }
      String host = matcher.group(1);
      return InetSocketAddress.createUnresolved(
          host == null || host.isEmpty() ? LOOPBACK : host.replaceAll("[\\[\\]]", ""), port);
    };
  }

  /** An http or https URL without credentials. */
  static Option.Reader<URI> url(String example) {
    return given -> {
      String text = given.text();
      URI uri;
      try {
        uri = new URI(text);
      } catch (URISyntaxException e) {
        throw given.bad("it is no URL", "write one as in " + example + ", or off");
      }
      // Effective values are logged, so a password must not come in with one. It is not repeated.
      if (uri.getRawUserInfo() != null) {
        throw given.bad("it holds credentials", "write the URL without user and password");
      }
      boolean http = "http".equalsIgnoreCase(uri.getScheme());
      if (uri.getHost() == null || !(http || "https".equalsIgnoreCase(uri.getScheme()))) {
        throw given.bad("it is no http or https URL", "write one as in " + example + ", or off");
      }
      return uri;
    };
  }
}
