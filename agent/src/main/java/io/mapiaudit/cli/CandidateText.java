package io.mapiaudit.cli;

import io.mapiaudit.model.Candidate;
import io.mapiaudit.model.Candidate.Guess;
import io.mapiaudit.model.Candidate.Need;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Candidates as configuration ready to be pasted: HOCON whose other lines are comments. */
final class CandidateText {

  /** What the configuration takes for a name; obfuscated code has others. */
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*(\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*");

  private final StringBuilder text = new StringBuilder();

  private CandidateText() {}

  static String of(List<Candidate> candidates, int classes) {
    CandidateText result = new CandidateText();
    result.write(candidates, classes);
    return result.text.toString();
  }

  private void write(List<Candidate> candidates, int classes) {
    if (candidates.isEmpty()) {
      comment(
          classes == 0
              ? "No class file was found there, so nothing can be said."
              : "Nothing in " + classes + " class files looks like MAPI or impersonation.");
      return;
    }
    section(candidates, Need.DECLARATION, "Guessed from names and types: check each line.");
    section(candidates, Need.CALLER, "Cannot be declared themselves.");
    section(candidates, Need.NONE, "Seen without configuration.");
  }

  private void section(List<Candidate> candidates, Need need, String title) {
    String file = null;
    for (Candidate candidate : candidates) {
      if (candidate.need() != need) {
        continue;
      }
      if (file == null) {
        text.append(text.length() == 0 ? "" : "\n");
        comment(title);
      }
      if (!candidate.file().equals(file)) {
        file = candidate.file();
        text.append("\n");
        comment(file);
      }
      entry(candidate);
    }
  }

  private void entry(Candidate candidate) {
    Guess guess = candidate.guess();
    if (candidate.need() != Need.DECLARATION) {
      String member = candidate.method() == null ? "" : "." + candidate.method();
      String kind = guess.kind() == null ? "" : guess.kind().label() + ", ";
      comment(
          candidate.className()
              + member
              + " ("
              + kind
              + candidate.bridge().label()
              + "): "
              + guess.reason());
      return;
    }
    boolean writable =
        NAME.matcher(candidate.className()).matches() && NAME.matcher(candidate.method()).matches();
    text.append(writable ? "" : "# its name cannot be written in configuration: ");
    text.append(line(candidate));
    text.append(guess.doubt().isEmpty() ? "" : "  # check: " + guess.doubt()).append("\n");
  }

  private static String line(Candidate candidate) {
    Guess guess = candidate.guess();
    return "mapi.audit.entry-points += { class = "
        + quoted(candidate.className())
        + ", method = "
        + quoted(candidate.method())
        + ", kind = "
        + guess.kind().label()
        + field("session", guess.session())
        + field("profile", guess.profile())
        + field("flags", guess.flags())
        + field("result", guess.result())
        + ", descriptor = "
        + quoted(candidate.descriptor())
        + " }";
  }

  private static String field(String name, String value) {
    return value == null ? "" : ", " + name + " = " + value;
  }

  /** In ASCII, whatever encoding the output is written and the file read in. */
  private static String quoted(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  /** Names of files may hold anything, the end of a line too. */
  private void comment(String line) {
    text.append("# ").append(line.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", "?")).append("\n");
  }
}
