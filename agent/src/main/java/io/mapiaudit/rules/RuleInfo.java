package io.mapiaudit.rules;

import io.mapiaudit.model.Severity;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** What is known of a rule before it ever fires. */
public final class RuleInfo {

  private final String id;
  private final Severity severity;
  private final String title;
  private final String remedy;
  private final List<String> sources;

  /**
   * A rule's metadata.
   *
   * @param id as in findings and suppressions; never reused for another rule
   * @param title what is wrong, one line
   * @param remedy what to do about it, one line
   * @param sources numbers of the documents the rule rests on, or the name of the documentation
   */
  public RuleInfo(String id, Severity severity, String title, String remedy, String... sources) {
    this.id = Objects.requireNonNull(id, "id");
    this.severity = Objects.requireNonNull(severity, "severity");
    this.title = Objects.requireNonNull(title, "title");
    this.remedy = Objects.requireNonNull(remedy, "remedy");
    this.sources = Collections.unmodifiableList(Arrays.asList(sources.clone()));
  }

  public String id() {
    return id;
  }

  /** The usual severity; a finding may differ where the rule's page says so. */
  public Severity severity() {
    return severity;
  }

  public String title() {
    return title;
  }

  public String remedy() {
    return remedy;
  }

  /** Document numbers {@code 000} to {@code 004}, or names; unmodifiable. */
  public List<String> sources() {
    return sources;
  }

  /** {@code Source 000; mapi-audit explain <id>}. */
  public String help() {
    String label = sources.size() == 1 ? "Source " : "Sources ";
    return label + String.join(", ", sources) + "; mapi-audit explain " + id;
  }

  @Override
  public String toString() {
    return id + " (" + severity.label() + ")";
  }
}
