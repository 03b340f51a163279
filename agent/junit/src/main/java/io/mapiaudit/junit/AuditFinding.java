package io.mapiaudit.junit;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/** What the agent found, as a test sees it. Immutable. */
public final class AuditFinding {

  private final Map<?, ?> fields;

  AuditFinding(Map<?, ?> fields) {
    this.fields = fields;
  }

  /** Id of the rule. */
  public String rule() {
    return text("rule");
  }

  /** {@code low}, {@code medium}, {@code high} or {@code critical}. */
  public String severity() {
    return text("severity");
  }

  /** The severity as a number that grows with it, from 0. */
  int rank() {
    return Settings.SEVERITIES.indexOf(severity());
  }

  /** What happened, in sentences. */
  public String message() {
    return text("message");
  }

  /** What to do about it, in sentences. */
  public String remedy() {
    return text("remedy");
  }

  /** The whole alert: identities, stacks and remedy, on several lines. */
  public String text() {
    return text("text");
  }

  /** How often it came up in this test. */
  public long count() {
    return ((Number) fields.get("count")).longValue();
  }

  /** The same for the same defect in every run. */
  public String fingerprint() {
    return text("fingerprint");
  }

  /** Who should have acted, null when that is not what it is about. */
  public String expected() {
    return text("expected");
  }

  /** Who acted, null when that is not what it is about. */
  public String actual() {
    return text("actual");
  }

  /** Name of the thread it happened on, null when it is about none. */
  public String thread() {
    return text("thread");
  }

  /** Where it happened, frames as a stack trace has them; empty when there is no stack. */
  public List<String> stack() {
    return texts("stack");
  }

  /** Where the session logged on. */
  public List<String> logonStack() {
    return texts("logonStack");
  }

  /** Where the token came from, or where the work was handed over. */
  public List<String> originStack() {
    return texts("originStack");
  }

  /** Why it is accepted, null when it is not. */
  public String suppressed() {
    return text("suppressed");
  }

  /**
   * True when neither its thread nor its session belongs to a known test, so that it is attributed
   * to all that were running.
   */
  public boolean isAttributedByTime() {
    return "time".equals(fields.get("by"));
  }

  /** The JUnit ids of the tests it is attributed to. */
  public List<String> tests() {
    return texts("tests");
  }

  @Override
  public String toString() {
    return severity() + " " + rule() + ": " + message();
  }

  private String text(String field) {
    return (String) fields.get(field);
  }

  @SuppressWarnings("unchecked") // the agent's side of the link
  private List<String> texts(String field) {
    List<String> texts = (List<String>) fields.get(field);
    return texts == null ? Collections.emptyList() : Collections.unmodifiableList(texts);
  }
}
