package io.mapiaudit.output.junitxml;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Stack;
import io.mapiaudit.output.UtcTime;
import java.util.Locale;

/** A finding as the text of a failed test. */
final class FindingText {

  private final StringBuilder text = new StringBuilder();

  private FindingText() {}

  /** Several lines, the last one empty. */
  static String of(Finding finding) {
    FindingText writer = new FindingText();
    writer.write(finding);
    return writer.text.toString();
  }

  private void write(Finding finding) {
    text.append(finding.severity().label().toUpperCase(Locale.ROOT))
        .append(' ')
        .append(finding.rule())
        .append('\n');
    line("", finding.message());
    line("Suppressed: ", finding.suppressed());
    line("Expected: ", finding.expected());
    line("Actual: ", finding.actual());
    line("Thread: ", finding.thread() == null ? null : finding.thread().name());
    line(
        "Operation: ",
        finding.operation() == null ? null : finding.operation().entryPoint().displayName());
    line(
        "Count: ",
        finding.count()
            + ", from "
            + UtcTime.format(finding.firstSeenMicros())
            + " to "
            + UtcTime.format(finding.lastSeenMicros()));
    line("Fingerprint: ", finding.fingerprint());
    line("Remedy: ", finding.remedy());
    line("Help: ", finding.help());
    stack("Stack:", finding.stack());
    stack("Stack of the logon:", finding.logonStack());
    stack("Stack the token or the work came from:", finding.originStack());
    text.append('\n');
  }

  private void line(String label, Object value) {
    if (value != null && !value.toString().isEmpty()) {
      text.append(label).append(value).append('\n');
    }
  }

  private void stack(String heading, Stack stack) {
    if (!stack.isEmpty()) {
      text.append(heading).append('\n');
      stack.frames().forEach(frame -> text.append("    at ").append(frame).append('\n'));
    }
  }
}
