package io.mapiaudit.output.jsonl;

import io.mapiaudit.model.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The field names of {@code findings.jsonl}. All formats hold the same facts. */
public enum LineFormat {
  /** Schema 1, the agent's own. */
  NATIVE("{\"schema\""),
  /** The Elastic Common Schema. */
  ECS("{\"@timestamp\""),
  /** OpenTelemetry log records, in the JSON encoding of OTLP. */
  OTEL("{\"resourceLogs\"");

  private final String beginning;

  LineFormat(String beginning) {
    this.beginning = beginning;
  }

  /** The finding as one line, without the line's end. */
  public String line(Finding finding) {
    String line = FindingJson.line(finding);
    try {
      switch (this) {
        case ECS:
          return Json.line(EcsFields.of(JsonTree.parse(line)));
        case OTEL:
          return Json.line(OtelFields.of(JsonTree.parse(line)));
        default:
          return line;
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  byte[] bytes(Finding finding) {
    return line(finding).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The format in which a file was begun, by its first line.
   *
   * @param fallback for a file without a line
   */
  public static LineFormat ofFile(String firstLine, LineFormat fallback) {
    for (LineFormat format : values()) {
      if (firstLine.startsWith(format.beginning)) {
        return format;
      }
    }
    return fallback;
  }
}
