package io.mapiaudit.output;

import io.mapiaudit.model.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** What a report tells of a rule, whether it has found anything or not. */
public final class RuleSheet {

  private final String id;
  private final Severity severity;
  private final String title;
  private final String remedy;
  private final List<String> sources;
  private final String page;

  /**
   * A rule.
   *
   * @param severity the usual one
   * @param title what is wrong, one line
   * @param remedy what to do about it, one line
   * @param sources numbers of documents, or names
   * @param page the rule's page, Markdown
   */
  public RuleSheet(
      String id,
      Severity severity,
      String title,
      String remedy,
      List<String> sources,
      String page) {
    this.id = Objects.requireNonNull(id, "id");
    this.severity = Objects.requireNonNull(severity, "severity");
    this.title = Objects.requireNonNull(title, "title");
    this.remedy = Objects.requireNonNull(remedy, "remedy");
    this.sources = Collections.unmodifiableList(new ArrayList<>(sources));
    this.page = Objects.requireNonNull(page, "page");
  }

  public String id() {
    return id;
  }

  public Severity severity() {
    return severity;
  }

  public String title() {
    return title;
  }

  public String remedy() {
    return remedy;
  }

  /** Unmodifiable. */
  public List<String> sources() {
    return sources;
  }

  public String page() {
    return page;
  }
}
