package io.mapiaudit.runtime;

import io.mapiaudit.config.AgentConfig;
import io.mapiaudit.output.BackgroundOutput;
import io.mapiaudit.output.Output;
import io.mapiaudit.output.RunFolder;
import io.mapiaudit.output.eventlog.EventLogOutput;
import io.mapiaudit.output.jsonl.Json;
import io.mapiaudit.output.log.AlertText;
import io.mapiaudit.output.log.ApplicationLog;
import io.mapiaudit.output.webhook.WebhookOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;

/**
 * The alerts that leave the agent's own files: those of code, machines and networks that may block.
 * All are given findings on threads of their own.
 */
final class Alerting {

  private static final int CAPACITY = 1_000;
  private static final long CLOSE_MILLIS = 2_000;

  private final List<Output> outputs = new ArrayList<>();
  private final List<BooleanSupplier> threads = new ArrayList<>();
  private final ErrorLedger errors;
  private final Logger logger;

  /**
   * Alerts as configured.
   *
   * @param applicationLog null when nothing goes there
   * @param logger is told what did not get through
   */
  Alerting(
      AgentConfig config,
      RunFolder folder,
      ApplicationLog applicationLog,
      Logger logger,
      ErrorLedger errors) {
    this.errors = errors;
    this.logger = logger;
    if (applicationLog != null) {
      inBackground("the application's log", applicationLog);
    }
    if (config.alertsEventLog()) {
      eventLog();
    }
    config
        .alertsWebhook()
        .ifPresent(
            uri -> {
              WebhookOutput webhook =
                  new WebhookOutput(uri, folder.findings().toUri(), Json::line, logger::warn);
              outputs.add(webhook);
              threads.add(webhook::isAtWork);
            });
  }

  private void eventLog() {
    if (EventLogOutput.isThere()) {
      inBackground("the Windows event log", EventLogOutput.ofThisMachine(AlertText::of));
    } else {
      logger.warn(
          "alerts.event-log: there is no Windows event log on {}; alerts go everywhere else that"
              + " is configured",
          System.getProperty("os.name"));
    }
  }

  private void inBackground(String name, Output target) {
    BackgroundOutput output =
        new BackgroundOutput(name, target, CAPACITY, CLOSE_MILLIS, errors, logger::warn);
    outputs.add(output);
    threads.add(output::isAtWork);
  }

  List<Output> outputs() {
    return outputs;
  }

  /** True while one of their threads is there. */
  boolean isAtWork() {
    return threads.stream().anyMatch(BooleanSupplier::getAsBoolean);
  }
}
