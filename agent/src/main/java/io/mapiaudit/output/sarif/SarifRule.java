package io.mapiaudit.output.sarif;

import io.mapiaudit.model.Severity;
import io.mapiaudit.output.RuleSheet;
import java.io.IOException;
import java.util.Locale;

/** Writes a rule as a reporting descriptor. */
final class SarifRule {

  private final SarifWriter sarif;

  SarifRule(SarifWriter sarif) {
    this.sarif = sarif;
  }

  void write(RuleSheet rule) throws IOException {
    sarif.startObject();
    sarif.text("id", rule.id());
    sarif.text("name", pascalCase(rule.id()));
    sarif.message("shortDescription", rule.title());
    sarif.message("fullDescription", sentence(rule.title()) + " " + sentence(rule.remedy()));
    sarif.startObject("help");
    sarif.text("text", rule.page());
    sarif.text("markdown", rule.page());
    sarif.endObject();
    sarif.startObject("defaultConfiguration");
    sarif.text("level", level(rule.severity()));
    sarif.number("rank", rank(rule.severity()));
    sarif.endObject();
    sarif.startObject("properties");
    sarif.startArray("tags");
    sarif.element("security");
    sarif.element("mapi");
    sarif.element("impersonation");
    sarif.endArray();
    sarif.startArray("sources");
    for (String source : rule.sources()) {
      sarif.element(source);
    }
    sarif.endArray();
    sarif.text("severity", rule.severity().label());
    // GitHub shows severities of rules tagged security by this number, as text.
    sarif.text("security-severity", securitySeverity(rule.severity()));
    sarif.endObject();
    sarif.endObject();
  }

  /** What SARIF calls findings of this severity. */
  static String level(Severity severity) {
    switch (severity) {
      case CRITICAL:
      case HIGH:
        return "error";
      case MEDIUM:
        return "warning";
      default:
        return "note";
    }
  }

  /** From 0 to 100; tells critical from high, which have one level. */
  static long rank(Severity severity) {
    switch (severity) {
      case CRITICAL:
        return 95;
      case HIGH:
        return 75;
      case MEDIUM:
        return 50;
      default:
        return 25;
    }
  }

  /** In the middle of the range of that name in CVSS 3. */
  private static String securitySeverity(Severity severity) {
    switch (severity) {
      case CRITICAL:
        return "9.5";
      case HIGH:
        return "8.0";
      case MEDIUM:
        return "5.5";
      default:
        return "2.0";
    }
  }

  private static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }

  private static String pascalCase(String id) {
    StringBuilder name = new StringBuilder();
    for (String word : id.split("-", -1)) {
      name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
    }
    return name.toString();
  }
}
