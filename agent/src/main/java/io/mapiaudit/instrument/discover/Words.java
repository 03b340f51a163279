package io.mapiaudit.instrument.discover;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words a Java or C name is made of, in lower case: {@code nMAPILogonEx}: n, mapi, logon, ex.
 */
final class Words {

  private static final Pattern WORD = Pattern.compile("\\p{L}+");

  private final Set<String> words = new LinkedHashSet<>();

  private Words() {}

  static Words of(String name) {
    Words result = new Words();
    String parted =
        name.replaceAll("(\\p{Ll})(\\p{Lu})", "$1 $2")
            .replaceAll("(\\p{Lu})(\\p{Lu}\\p{Ll})", "$1 $2");
    for (Matcher word = WORD.matcher(parted); word.find(); ) {
      result.words.add(word.group().toLowerCase(Locale.ROOT));
    }
    result.join("log", "on");
    result.join("log", "off");
    result.join("log", "out");
    result.join("un", "advise");
    result.join("un", "initialize");
    return result;
  }

  /** Some write LogOn, some Logon. */
  private void join(String first, String second) {
    if (words.contains(first) && words.contains(second)) {
      words.add(first + second);
    }
  }

  boolean has(String... any) {
    for (String word : any) {
      if (words.contains(word)) {
        return true;
      }
    }
    return false;
  }

  boolean has(Collection<String> any) {
    return words.stream().anyMatch(any::contains);
  }

  /** True when a word begins so. */
  boolean begins(String prefix) {
    return words.stream().anyMatch(word -> word.startsWith(prefix));
  }

  /** True when a word holds this, as {@code jmapi} holds {@code mapi}. */
  boolean holds(String part) {
    return words.stream().anyMatch(word -> word.contains(part));
  }

  /** The first of these that is there, null when none is. */
  String first(Collection<String> any) {
    return words.stream().filter(any::contains).findFirst().orElse(null);
  }

  @Override
  public String toString() {
    return String.join(" ", words);
  }
}
