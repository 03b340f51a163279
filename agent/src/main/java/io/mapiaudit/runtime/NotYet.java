package io.mapiaudit.runtime;

import io.mapiaudit.config.AgentConfig;
import io.mapiaudit.config.FindingsFormat;
import io.mapiaudit.config.Redaction;
import java.util.ArrayList;
import java.util.List;

/**
 * What the configuration asks for and this version cannot do. Refused rather than ignored: somebody
 * who asked for hashed names must not get a file with plain ones.
 */
final class NotYet {

  private NotYet() {}

  /** One sentence for each such key; empty when there is none. */
  static List<String> problems(AgentConfig config) {
    List<String> problems = new ArrayList<>();
    if (config.identityRedact() != Redaction.NONE) {
      problems.add(sentence("identity.redact"));
    }
    if (config.identitySalt().isPresent()) {
      problems.add(sentence("identity.salt"));
    }
    if (config.alertsEventLog()) {
      problems.add(sentence("alerts.event-log"));
    }
    if (config.alertsWebhook().isPresent()) {
      problems.add(sentence("alerts.webhook"));
    }
    if (config.findingsFormat() != FindingsFormat.NATIVE) {
      problems.add(sentence("findings.format"));
    }
    return problems;
  }

  private static String sentence(String key) {
    return key + ": this version of the agent cannot do that yet; leave the key out";
  }
}
