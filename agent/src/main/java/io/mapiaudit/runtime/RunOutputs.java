package io.mapiaudit.runtime;

import io.mapiaudit.config.AgentConfig;
import io.mapiaudit.config.AlertLog;
import io.mapiaudit.output.Output;
import io.mapiaudit.output.OutputDispatcher;
import io.mapiaudit.output.RunFolder;
import io.mapiaudit.output.Unsuppressed;
import io.mapiaudit.output.jsonl.JsonlOutput;
import io.mapiaudit.output.log.AgentLog;
import io.mapiaudit.output.log.ApplicationLog;
import io.mapiaudit.output.log.LogOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Makes the outputs that the configuration asks for. */
final class RunOutputs {

  private final AgentConfig config;
  private final RunFolder folder;
  private final AgentLog log;
  private final ErrorLedger errors;

  RunOutputs(AgentConfig config, RunFolder folder, AgentLog log, ErrorLedger errors) {
    this.config = config;
    this.folder = folder;
    this.log = log;
    this.errors = errors;
  }

  /**
   * The outputs of this run.
   *
   * @param others further ones, null for one that is not there
   * @throws IOException when one cannot be opened
   */
  OutputDispatcher live(Output... others) throws IOException {
    List<Output> outputs = new ArrayList<>();
    outputs.add(new JsonlOutput(folder.findings()));
    outputs.addAll(alerts());
    for (Output other : others) {
      if (other != null) {
        outputs.add(other);
      }
    }
    return new OutputDispatcher(outputs, errors);
  }

  /** Those that are told what an earlier run, which died, had still to say. */
  OutputDispatcher late() {
    return new OutputDispatcher(alerts(), errors);
  }

  private List<Output> alerts() {
    List<Output> alerts = new ArrayList<>();
    if (config.log() != AlertLog.OFF) {
      alerts.add(new Unsuppressed(new LogOutput(log.logger("finding"))));
    }
    if (config.log() == AlertLog.AUTO) {
      alerts.add(new Unsuppressed(new ApplicationLog(null, folder.agentLog().toString(), errors)));
    }
    return alerts;
  }
}
