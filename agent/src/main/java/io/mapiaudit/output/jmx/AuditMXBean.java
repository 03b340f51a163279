package io.mapiaudit.output.jmx;

import java.util.Map;

/**
 * What {@code io.mapiaudit:type=Audit} shows and takes. Everything goes out as open types, so that
 * clients need no class of the agent. A value that cannot be taken is an {@link
 * IllegalArgumentException} that names the key and what to write; a change is logged.
 */
public interface AuditMXBean {

  String getVersion();

  long getPid();

  /** The folder of the run. */
  String getFolder();

  /** Whether anything is recorded. */
  boolean isRecording();

  void setRecording(boolean on);

  /** Who or what switched recording last. */
  String getRecordingReason();

  /** As the key {@code release.stall} is written, for example {@code 30 s}. */
  String getReleaseStall();

  void setReleaseStall(String duration);

  /** As the key {@code overhead.max} is written, for example {@code 5 %} or {@code off}. */
  String getOverheadMax();

  void setOverheadMax(String share);

  /** What the agent takes of one core, 0.05 for 5 %, over the last 30 s. */
  double getOverhead();

  /** Calls of entry points by kind. */
  Map<String, Long> getCalls();

  /** Distinct findings by rule, without suppressed ones. */
  Map<String, Long> getFindings();

  /** Distinct suppressed findings by rule. */
  Map<String, Long> getSuppressedFindings();

  /** The latest findings, the newest first; at most {@value RecentFindings#LIMIT}. */
  RecentFinding[] getRecentFindings();

  /** Suppressions in force, with their owners and expiry. */
  int getSuppressionCount();

  String[] getUnusedSuppressions();

  String[] getExpiredSuppressions();

  /**
   * Reads the file of suppressions anew. When it cannot be used, those from before stay.
   *
   * @return a sentence on what changed
   */
  String reloadSuppressions();

  /** Events that were recorded and that no rule has seen. */
  long getUnanalysedEvents();

  long getJournalBytes();

  /** Errors of the agent that were kept from the application. */
  long getSuppressedErrors();
}
