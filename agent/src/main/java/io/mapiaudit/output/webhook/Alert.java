package io.mapiaudit.output.webhook;

import io.mapiaudit.model.Finding;
import io.mapiaudit.output.UtcTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A finding as Alertmanager's API v2 takes it. Labels tell alerts apart and are few: no label
 * carries a user, SID, thread or profile. Those are in the annotations, which may change.
 */
final class Alert {

  /** For how long an alert stays without being sent again, microseconds. */
  static final long LIFE_MICROS = 5 * 60 * 1_000_000L;

  private Alert() {}

  /** What tells one alert from another; Alertmanager's identity of it. */
  static Map<String, Object> labels(Finding finding) {
    Map<String, Object> labels = new LinkedHashMap<>();
    labels.put("alertname", finding.rule());
    labels.put("severity", finding.severity().label());
    labels.put("fingerprint", finding.fingerprint());
    if (finding.run() != null) {
      labels.put("host", finding.run().host());
      labels.put("pid", Long.toString(finding.run().pid()));
    }
    // Alertmanager takes no empty label.
    labels.values().removeIf(value -> value.toString().isEmpty());
    return labels;
  }

  /**
   * The alert, as a map of maps and texts.
   *
   * @param endMicros when it ends unless it is sent again, microseconds since 1970-01-01 UTC
   * @param generator URL of where the details are
   */
  static Map<String, Object> of(Finding finding, long endMicros, String generator) {
    Map<String, Object> alert = new LinkedHashMap<>();
    alert.put("labels", labels(finding));
    alert.put("annotations", annotations(finding));
    alert.put("startsAt", UtcTime.format(finding.firstSeenMicros()));
    // One that ends before it starts is refused; clocks of events and of this call may differ.
    alert.put("endsAt", UtcTime.format(Math.max(endMicros, finding.firstSeenMicros() + 1_000)));
    alert.put("generatorURL", generator);
    return alert;
  }

  private static Map<String, Object> annotations(Finding finding) {
    Map<String, Object> texts = new LinkedHashMap<>();
    texts.put("summary", summary(finding));
    texts.put("description", finding.message());
    texts.put("remedy", finding.remedy());
    texts.put("help", finding.help());
    texts.put("count", Long.toString(finding.count()));
    texts.put("lastSeen", UtcTime.format(finding.lastSeenMicros()));
    texts.put("expected", Objects.toString(finding.expected(), ""));
    texts.put("actual", Objects.toString(finding.actual(), ""));
    texts.put("process", Objects.toString(finding.processIdentity(), ""));
    texts.put("thread", finding.thread() == null ? "" : finding.thread().name());
    texts.put(
        "operation",
        finding.operation() == null ? "" : finding.operation().entryPoint().displayName());
    texts.put("transport", finding.run() == null ? "" : finding.run().transport().label());
    texts.values().removeIf(text -> text.toString().isEmpty());
    return texts;
  }

  private static String summary(Finding finding) {
    String where = finding.run() == null ? "" : " on " + finding.run().host();
    return finding.rule() + where + (finding.count() == 1 ? "" : ", " + finding.count() + " times");
  }
}
