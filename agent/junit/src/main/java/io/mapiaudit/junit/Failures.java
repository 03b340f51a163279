package io.mapiaudit.junit;

import java.util.ArrayList;
import java.util.List;

/** The errors that tests fail with. */
final class Failures {

  private Failures() {}

  /** One whose message are the findings. */
  static AssertionError of(List<AuditFinding> findings) {
    StringBuilder text = new StringBuilder();
    text.append("mapi-audit: ")
        .append(findings.size() == 1 ? "a finding" : findings.size() + " findings");
    for (AuditFinding finding : findings) {
      text.append("\n\n");
      if (finding.isAttributedByTime() && finding.tests().size() > 1) {
        text.append("Neither its thread nor its session tells which test this belongs to. Running")
            .append(" were: ")
            .append(String.join(", ", finding.tests()))
            .append('\n');
      }
      text.append(finding.text());
    }
    return new AssertionError(text.toString());
  }

  /** One that says what was expected and did not come. */
  static AssertionError missing(List<String> rules, List<AuditFinding> found) {
    List<String> others = new ArrayList<>();
    for (AuditFinding finding : found) {
      others.add(
          finding.rule()
              + (finding.suppressed() == null ? "" : " (accepted: " + finding.suppressed() + ")"));
    }
    return new AssertionError(
        "mapi-audit: "
            + String.join(", ", rules)
            + " was expected and not found; found: "
            + (others.isEmpty() ? "nothing" : String.join(", ", others)));
  }
}
