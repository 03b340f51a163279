package io.mapiaudit.runtime;

import io.mapiaudit.config.Change;
import io.mapiaudit.config.ConfigurationError;
import io.mapiaudit.journal.JournalWriter;
import io.mapiaudit.model.RunInfo;
import io.mapiaudit.output.RunFolder;
import io.mapiaudit.output.jmx.AuditMXBean;
import io.mapiaudit.output.jmx.JmxOutput;
import io.mapiaudit.output.jmx.RecentFinding;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.slf4j.Logger;

/** The run as JMX shows it, and the changes JMX makes to it. */
final class AuditBean implements AuditMXBean {

  private static final String JMX = "JMX";

  private final RunInfo run;
  private final RunFolder folder;
  private final RunControl control;
  private final LiveSuppressions suppressions;
  private final Engine engine;
  private final Counters counters;
  private final JournalWriter journal;
  private final ErrorLedger errors;
  private final JmxOutput output;
  private final Logger logger;
  private volatile String releaseStall;

  AuditBean(
      RunInfo run,
      RunFolder folder,
      RunControl control,
      LiveSuppressions suppressions,
      Engine engine,
      Counters counters,
      JournalWriter journal,
      ErrorLedger errors,
      JmxOutput output,
      Logger logger) {
    this.run = run;
    this.folder = folder;
    this.control = control;
    this.suppressions = suppressions;
    this.engine = engine;
    this.counters = counters;
    this.journal = journal;
    this.errors = errors;
    this.output = output;
    this.logger = logger;
    this.releaseStall = text(Duration.ofNanos(run.releaseStallMicros() * 1_000));
  }

  /**
   * Makes a change on a thread of the agent: what libraries leave in thread locals goes with it.
   * Errors cross to the client as types of the JDK, for it has none of ours.
   */
  private static <T> T change(Callable<T> work) {
    try {
      return OwnThread.call("jmx", work);
    } catch (ConfigurationError bad) {
      throw new IllegalArgumentException(
          bad.problems().stream().map(Object::toString).collect(Collectors.joining("\n")));
    } catch (IllegalStateException refused) {
      throw new IllegalStateException(refused.getMessage());
    } catch (Exception failure) {
      throw new IllegalStateException(failure.toString());
    }
  }

  private void log(String key, String before, String after) {
    logger.info("{}: {} -> {} ({})", key, before, after, JMX);
  }

  @Override
  public String getVersion() {
    return run.agentVersion();
  }

  @Override
  public long getPid() {
    return run.pid();
  }

  @Override
  public String getFolder() {
    return folder.path().toString();
  }

  @Override
  public boolean isRecording() {
    return control.recording().isOn();
  }

  @Override
  public void setRecording(boolean on) {
    change(
        () -> {
          boolean changed = on ? control.recording().on(JMX) : control.recording().off(JMX);
          if (changed) {
            log("recording", on ? "off" : "on", on ? "on" : "off");
          }
          return null;
        });
  }

  @Override
  public String getRecordingReason() {
    return control.recording().reason();
  }

  @Override
  public String getReleaseStall() {
    return releaseStall;
  }

  @Override
  public void setReleaseStall(String duration) {
    change(
        () -> {
          Duration stall = Change.releaseStall(JMX, duration);
          engine.releaseStall(stall);
          log("release.stall", releaseStall, text(stall));
          releaseStall = text(stall);
          return null;
        });
  }

  private static String text(Duration duration) {
    long millis = duration.toMillis();
    return millis % 1_000 == 0 ? millis / 1_000 + " s" : millis + " ms";
  }

  @Override
  public String getOverheadMax() {
    OptionalDouble max = control.watchdog().max();
    return max.isPresent() ? percent(max.getAsDouble()) : "off";
  }

  private static String percent(double share) {
    String number = String.format(Locale.ROOT, "%.6f", share * 100);
    return number.replaceAll("\\.?0+$", "") + " %";
  }

  @Override
  public void setOverheadMax(String share) {
    change(
        () -> {
          String before = getOverheadMax();
          control.watchdog().max(Change.overheadMax(JMX, share));
          log("overhead.max", before, getOverheadMax());
          return null;
        });
  }

  @Override
  public double getOverhead() {
    return control.overhead().share();
  }

  @Override
  public Map<String, Long> getCalls() {
    return counters.calls();
  }

  @Override
  public Map<String, Long> getFindings() {
    return counters.findings();
  }

  @Override
  public Map<String, Long> getSuppressedFindings() {
    return counters.suppressedFindings();
  }

  @Override
  public RecentFinding[] getRecentFindings() {
    return output.recentFindings();
  }

  @Override
  public int getSuppressionCount() {
    return suppressions.size();
  }

  @Override
  public String[] getUnusedSuppressions() {
    return suppressions.unused().toArray(new String[0]);
  }

  @Override
  public String[] getExpiredSuppressions() {
    return suppressions.expired().toArray(new String[0]);
  }

  @Override
  public String reloadSuppressions() {
    return change(
        () -> {
          int[] sizes = suppressions.reload();
          log("suppressions", sizes[0] + " line(s)", sizes[1] + " line(s)");
          suppressions.tellExpired(logger);
          return sizes[1] + " suppression(s) are in force, before it were " + sizes[0];
        });
  }

  @Override
  public long getUnanalysedEvents() {
    return engine.unanalysed();
  }

  @Override
  public long getJournalBytes() {
    return journal.bytesOnDisk();
  }

  @Override
  public long getSuppressedErrors() {
    return errors.total();
  }
}
