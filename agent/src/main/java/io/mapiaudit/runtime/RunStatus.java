package io.mapiaudit.runtime;

import io.mapiaudit.config.AgentConfig;
import io.mapiaudit.instrument.BlindSpot;
import io.mapiaudit.instrument.HookReport;
import io.mapiaudit.model.RunInfo;
import io.mapiaudit.model.Setting;
import io.mapiaudit.output.RunFolder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts together what {@code attach}, {@code status} and {@code detach} tell about a run. */
final class RunStatus {

  private final AgentConfig config;
  private final RunInfo run;
  private final RunFolder folder;
  private final HookReport hooks;
  private final ErrorLedger errors;

  RunStatus(
      AgentConfig config, RunInfo run, RunFolder folder, HookReport hooks, ErrorLedger errors) {
    this.config = config;
    this.run = run;
    this.folder = folder;
    this.hooks = hooks;
    this.errors = errors;
  }

  /**
   * Maps, lists, texts and numbers, ready for JSON.
   *
   * @param journalBytes on disk
   * @param unanalysed events that no rule has seen
   */
  Map<String, Object> describe(
      String outcome, Counters counters, long journalBytes, long unanalysed) {
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("outcome", outcome);
    status.put("version", run.agentVersion());
    status.put("pid", run.pid());
    status.put("folder", folder.path().toString());
    status.put("configuration", configuration());
    status.put("hooked", hooks.hooked());
    status.put("problems", hooks.problems());
    status.put("unseen", unseen());
    NeverSeen never = new NeverSeen(hooks.hooked(), counters.entryPoints());
    status.put("bridges", never.bridges(config.entryPoints()));
    status.put("neverSeen", never.describe(config.entryPoints()));
    status.put("calls", counters.calls());
    status.put("sawEntryPoint", !counters.calls().isEmpty());
    status.put("findings", counters.findings());
    status.put("suppressedFindings", counters.suppressedFindings());
    status.put("journalBytes", journalBytes);
    status.put("unanalysed", unanalysed);
    status.put("suppressedErrors", suppressed());
    status.put("suppressedErrorsTotal", errors.total());
    status.put("staying", hooks.staying());
    return status;
  }

  private List<Object> configuration() {
    List<Object> settings = new ArrayList<>();
    for (Setting setting : config.settings()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("key", setting.key());
      fields.put("value", setting.value());
      fields.put("source", setting.source());
      settings.add(fields);
    }
    return settings;
  }

  private List<Object> unseen() {
    List<Object> unseen = new ArrayList<>();
    for (BlindSpot spot : hooks.blindSpots()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("what", spot.what());
      fields.put("reason", spot.reason());
      fields.put("cure", spot.cure());
      unseen.add(fields);
    }
    return unseen;
  }

  private List<Object> suppressed() {
    List<Object> kept = new ArrayList<>();
    for (ErrorLedger.Entry entry : errors.entries()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("error", entry.text());
      StackTraceElement[] trace = entry.first().getStackTrace();
      fields.put("at", trace.length == 0 ? null : trace[0].toString());
      fields.put("count", entry.count());
      kept.add(fields);
    }
    return kept;
  }
}
