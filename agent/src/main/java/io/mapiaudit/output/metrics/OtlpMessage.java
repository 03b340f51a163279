package io.mapiaudit.output.metrics;

import io.mapiaudit.model.RunInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The readings as an {@code ExportMetricsServiceRequest} of OTLP 1.x. The numbers in it are those
 * of the fields in {@code opentelemetry/proto/metrics/v1/metrics.proto}.
 */
final class OtlpMessage {

  private static final int CUMULATIVE = 2;
  private static final double NANOS_PER_SECOND = 1e9;

  private final RunInfo run;
  private final String service;
  private final long startNanos;

  /**
   * Messages of a run.
   *
   * @param service name of the service they are for
   */
  OtlpMessage(RunInfo run, String service) {
    this.run = run;
    this.service = service;
    this.startNanos = run.startMicros() * 1_000;
  }

  /** All readings, as they are at this time, in nanoseconds since 1970-01-01 UTC. */
  byte[] of(List<Reading> readings, long timeNanos) {
    Map<String, List<Reading>> byName = new LinkedHashMap<>();
    for (Reading reading : readings) {
      byName.computeIfAbsent(reading.name(), name -> new ArrayList<>()).add(reading);
    }
    Protobuf scope =
        new Protobuf()
            .message(1, new Protobuf().text(1, "io.mapiaudit").text(2, run.agentVersion()));
    for (List<Reading> sameName : byName.values()) {
      scope.message(2, metric(sameName, timeNanos));
    }
    return new Protobuf()
        .message(1, new Protobuf().message(1, resource()).message(2, scope))
        .toByteArray();
  }

  private Protobuf resource() {
    String host = run.host();
    return new Protobuf()
        .message(1, attribute("service.name", service))
        .message(1, attribute("service.instance.id", run.pid() + "@" + host))
        .message(1, attribute("host.name", host))
        .message(
            1,
            new Protobuf().text(1, "process.pid").message(2, new Protobuf().number(3, run.pid())));
  }

  private static Protobuf attribute(String key, String value) {
    return new Protobuf().text(1, key).message(2, new Protobuf().text(1, value));
  }

  private Protobuf metric(List<Reading> sameName, long timeNanos) {
    Reading first = sameName.get(0);
    Protobuf data = new Protobuf();
    for (Reading reading : sameName) {
      data.message(1, point(reading, timeNanos));
    }
    Protobuf metric = new Protobuf().text(1, first.name()).text(2, first.description());
    switch (first.type()) {
      case COUNTER:
        return metric.message(7, data.number(2, CUMULATIVE).number(3, 1));
      case TIMER:
        return metric.text(3, "s").message(9, data.number(2, CUMULATIVE));
      default:
        return metric.text(3, "bytes".equals(first.unit()) ? "By" : "").message(5, data);
    }
  }

  private Protobuf point(Reading reading, long timeNanos) {
    boolean timer = reading.type() == Reading.Type.TIMER;
    Protobuf point = new Protobuf();
    if (reading.type() != Reading.Type.GAUGE) {
      point.fixed64(2, startNanos);
    }
    point.fixed64(3, timeNanos);
    if (timer) {
      // A count and a sum. Some servers drop a histogram that has not even the bucket for all.
      point
          .fixed64(4, reading.value())
          .fixed64(5, reading.nanos() / NANOS_PER_SECOND)
          .packed(6, reading.value());
    } else {
      point.fixed64(6, reading.value());
    }
    List<String> tags = reading.tags();
    for (int i = 0; i < tags.size(); i += 2) {
      point.message(timer ? 9 : 7, attribute(tags.get(i), tags.get(i + 1)));
    }
    return point;
  }
}
