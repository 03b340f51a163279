package io.mapiaudit.config;

import java.util.Collection;
import java.util.Optional;

/** Finds the word somebody meant. */
public final class Suggestion {

  private Suggestion() {}

  /** The known word nearest to this one, when one is near enough to be meant. */
  public static Optional<String> nearest(String wanted, Collection<String> known) {
    String best = null;
    int bestDistance = Math.max(1, (wanted.length() + 1) / 3) + 1;
    for (String candidate : known) {
      int distance = isPartOf(wanted, candidate) ? 1 : distance(wanted, candidate);
      if (distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return Optional.ofNullable(best);
  }

  /** What to write instead of an unknown word: the nearest, else a choice of all. */
  public static String fix(String wanted, Collection<String> known) {
    return nearest(wanted, known)
        .map(word -> "write " + word)
        .orElse("choose one of " + String.join(", ", known));
  }

  private static boolean isPartOf(String wanted, String candidate) {
    return !wanted.isEmpty()
        && (candidate.startsWith(wanted + ".") || candidate.endsWith("." + wanted));
  }

  /** Levenshtein's distance, without regard to case. */
  private static int distance(String left, String right) {
    int[] previous = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int[] current = new int[right.length() + 1];
      current[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        char a = Character.toLowerCase(left.charAt(i - 1));
        char b = Character.toLowerCase(right.charAt(j - 1));
        int replaced = previous[j - 1] + (a == b ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[right.length()];
  }
}
