package io.mapiaudit.model;

import java.util.Objects;

/** The process a journal was recorded in, and the settings its rules depend on. */
public final class RunInfo {

  private final long pid;
  private final String host;
  private final String agentVersion;
  private final long startMicros;
  private final Identity processIdentity;
  private final Transport transport;
  private final long releaseStallMicros;

  /**
   * A run.
   *
   * @param startMicros start of the recording, microseconds since 1970-01-01 UTC
   * @param processIdentity the process token's identity
   * @param releaseStallMicros how long a release may take before it counts as stalled
   */
  public RunInfo(
      long pid,
      String host,
      String agentVersion,
      long startMicros,
      Identity processIdentity,
      Transport transport,
      long releaseStallMicros) {
    this.pid = pid;
    this.host = Objects.requireNonNull(host, "host");
    this.agentVersion = Objects.requireNonNull(agentVersion, "agentVersion");
    this.startMicros = startMicros;
    this.processIdentity = Objects.requireNonNull(processIdentity, "processIdentity");
    this.transport = Objects.requireNonNull(transport, "transport");
    this.releaseStallMicros = releaseStallMicros;
  }

  public long pid() {
    return pid;
  }

  public String host() {
    return host;
  }

  public String agentVersion() {
    return agentVersion;
  }

  public long startMicros() {
    return startMicros;
  }

  public Identity processIdentity() {
    return processIdentity;
  }

  public Transport transport() {
    return transport;
  }

  public long releaseStallMicros() {
    return releaseStallMicros;
  }

  /** This run over another transport. */
  public RunInfo over(Transport other) {
    return other == transport
        ? this
        : new RunInfo(
            pid, host, agentVersion, startMicros, processIdentity, other, releaseStallMicros);
  }

  /** True for the same process and start, whatever is known of it. */
  public boolean isSameRun(RunInfo other) {
    return other != null
        && pid == other.pid
        && startMicros == other.startMicros
        && host.equals(other.host);
  }
}
