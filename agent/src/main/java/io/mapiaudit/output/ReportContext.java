package io.mapiaudit.output;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What all formats of a report share: who made it, when, and what counts as failed. */
public final class ReportContext {

  private final String version;
  private final long madeMicros;
  private final Severity failOn;
  private final List<RuleSheet> rules;

  /**
   * A context.
   *
   * @param version of the agent that makes the report
   * @param madeMicros now, microseconds since 1970-01-01 UTC
   * @param failOn findings of this severity or above fail; null: none does
   * @param rules all there are, in the order of the manual
   */
  public ReportContext(String version, long madeMicros, Severity failOn, List<RuleSheet> rules) {
    this.version = Objects.requireNonNull(version, "version");
    this.madeMicros = madeMicros;
    this.failOn = failOn;
    this.rules = Collections.unmodifiableList(new ArrayList<>(rules));
  }

  public String version() {
    return version;
  }

  /** When the report is made, microseconds since 1970-01-01 UTC. */
  public long madeMicros() {
    return madeMicros;
  }

  /** The severity from which findings fail; empty: none does. */
  public Optional<Severity> failOn() {
    return Optional.ofNullable(failOn);
  }

  /** True for a finding that is severe enough and not suppressed. */
  public boolean fails(Finding finding) {
    return failOn != null
        && finding.suppressed() == null
        && finding.severity().compareTo(failOn) >= 0;
  }

  /** All rules, in the order of the manual; unmodifiable. */
  public List<RuleSheet> rules() {
    return rules;
  }
}
