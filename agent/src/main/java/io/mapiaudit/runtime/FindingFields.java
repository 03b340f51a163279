package io.mapiaudit.runtime;

import io.mapiaudit.model.Finding;
import io.mapiaudit.output.log.AlertText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A finding in types of the JDK, for tests. */
final class FindingFields {

  private FindingFields() {}

  /** What a test is given; absent parts are null. */
  static Map<String, Object> of(Finding finding, Occurrence occurrence) {
    Map<String, Object> fields = new HashMap<>();
    fields.put("rule", finding.rule());
    fields.put("severity", finding.severity().label());
    fields.put("fingerprint", finding.fingerprint());
    fields.put("count", finding.count());
    fields.put("message", finding.message());
    fields.put("remedy", finding.remedy());
    fields.put("help", finding.help());
    fields.put("text", AlertText.of(finding));
    fields.put("expected", text(finding.expected()));
    fields.put("actual", text(finding.actual()));
    fields.put("thread", finding.thread() == null ? null : finding.thread().name());
    fields.put("stack", new ArrayList<>(finding.stack().frames()));
    fields.put("logonStack", new ArrayList<>(finding.logonStack().frames()));
    fields.put("originStack", new ArrayList<>(finding.originStack().frames()));
    fields.put("suppressed", finding.suppressed());
    fields.put("by", occurrence.by().name().toLowerCase(Locale.ROOT));
    fields.put(
        "tests", occurrence.tests().stream().map(AuditedTest::id).collect(Collectors.toList()));
    return fields;
  }

  private static String text(Object value) {
    return value == null ? null : value.toString();
  }
}
