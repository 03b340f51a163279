package io.mapiaudit.runtime;

import io.mapiaudit.config.AgentConfig;
import io.mapiaudit.config.AlertLog;
import io.mapiaudit.output.Output;
import io.mapiaudit.output.OutputDispatcher;
import io.mapiaudit.output.RunFolder;
import io.mapiaudit.output.Unsuppressed;
import io.mapiaudit.output.jsonl.JsonlOutput;
import io.mapiaudit.output.jsonl.LineFormat;
import io.mapiaudit.output.log.AgentLog;
import io.mapiaudit.output.log.ApplicationLog;
import io.mapiaudit.output.log.LogOutput;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;

/** Makes the outputs that the configuration asks for. */
final class RunOutputs {

  private final AgentConfig config;
  private final RunFolder folder;
  private final ErrorLedger errors;
  private final ApplicationLog applicationLog;
  private final Alerting alerting;
  private final List<Output> alerts = new ArrayList<>();

  RunOutputs(
      AgentConfig config,
      RunFolder folder,
      AgentLog log,
      Instrumentation instrumentation,
      ErrorLedger errors) {
    this.config = config;
    this.folder = folder;
    this.errors = errors;
    this.applicationLog =
        config.log() == AlertLog.AUTO
            ? new ApplicationLog(
                new LoggingLoaders(instrumentation), folder.agentLog().toString(), errors)
            : null;
    this.alerting = new Alerting(config, folder, applicationLog, log.logger("alerts"), errors);
    if (config.log() != AlertLog.OFF) {
      alerts.add(new Unsuppressed(new LogOutput(log.logger("finding"))));
    }
    alerts.addAll(alerting.outputs());
  }

  /**
   * The outputs of this run.
   *
   * @param others further ones, null for one that is not there
   * @throws IOException when one cannot be opened
   */
  OutputDispatcher live(Output... others) throws IOException {
    List<Output> outputs = new ArrayList<>();
    outputs.add(new JsonlOutput(folder.findings(), format()));
    outputs.addAll(alerts);
    for (Output other : others) {
      if (other != null) {
        outputs.add(other);
      }
    }
    return new OutputDispatcher(outputs, errors);
  }

  /** Those that are told what an earlier run, which died, had still to say. Closed with the run. */
  Output late() {
    Output late = new OutputDispatcher(alerts, errors);
    return Identities.areHashed(config) ? new HashedOnly(late) : late;
  }

  /** The application's own log, null when nothing goes there. */
  ApplicationLog applicationLog() {
    return applicationLog;
  }

  /** The format of findings.jsonl. */
  LineFormat format() {
    return LineFormat.valueOf(config.findingsFormat().name());
  }

  /** True while a thread of an output is there, after the outputs were closed too. */
  boolean isAtWork() {
    return alerting.isAtWork();
  }
}
