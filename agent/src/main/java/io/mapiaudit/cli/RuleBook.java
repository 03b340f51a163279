package io.mapiaudit.cli;

import java.util.List;
import java.util.Optional;

/** The rules as {@code explain} sees them. */
interface RuleBook {

  /** A rule in a list. */
  final class Entry {
    private final String id;
    private final String severity;
    private final String summary;

    /**
     * An entry.
     *
     * @param severity its label, null when unknown
     * @param summary one line
     */
    Entry(String id, String severity, String summary) {
      this.id = id;
      this.severity = severity;
      this.summary = summary;
    }

    String id() {
      return id;
    }

    String severity() {
      return severity;
    }

    String summary() {
      return summary;
    }
  }

  /** All rules, in the order in which they are listed. */
  List<Entry> rules();

  /** The page of a rule, Markdown with lines that end with {@code \n}; empty when there is none. */
  Optional<String> page(String id);
}
