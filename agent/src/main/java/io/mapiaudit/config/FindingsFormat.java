package io.mapiaudit.config;

/** Field names of findings.jsonl. */
public enum FindingsFormat {
  /** The agent's own, schema 1. */
  NATIVE,
  /** Those of the Elastic Common Schema. */
  ECS,
  /** Those of an OpenTelemetry log record. */
  OTEL
}
