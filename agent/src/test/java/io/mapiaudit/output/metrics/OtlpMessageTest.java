package io.mapiaudit.output.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.RunInfo;
import io.mapiaudit.model.Transport;
import io.mapiaudit.rules.Users;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Reads what is written with OpenTelemetry's own classes. */
class OtlpMessageTest {

  static final RunInfo RUN =
      new RunInfo(
          4711,
          "mail01",
          "0.1.0",
          1_700_000_000_000_000L,
          Users.SERVICE,
          Transport.UNKNOWN,
          30_000_000);

  private static final long NOW = 1_700_000_060_000_000_000L;

  private final Readings readings = new Readings();

  private ScopeMetrics written() throws Exception {
    byte[] bytes = new OtlpMessage(RUN, "mail").of(readings.all(), NOW);
    ExportMetricsServiceRequest request = ExportMetricsServiceRequest.parseFrom(bytes);
    assertThat(request.getUnknownFields().asMap()).isEmpty();
    Resource resource = request.getResourceMetrics(0).getResource();
    Map<String, String> attributes =
        resource.getAttributesList().stream()
            .filter(each -> each.getValue().hasStringValue())
            .collect(Collectors.toMap(KeyValue::getKey, each -> each.getValue().getStringValue()));
    assertThat(attributes)
        .containsEntry("service.name", "mail")
        .containsEntry("service.instance.id", "4711@mail01")
        .containsEntry("host.name", "mail01");
    assertThat(resource.getAttributes(3).getValue().getIntValue()).isEqualTo(4711);
    ScopeMetrics scope = request.getResourceMetrics(0).getScopeMetrics(0);
    assertThat(scope.getScope().getName()).isEqualTo("io.mapiaudit");
    assertThat(scope.getScope().getVersion()).isEqualTo("0.1.0");
    return scope;
  }

  @Test
  void counters_are_cumulative_sums_one_point_for_each_set_of_labels() throws Exception {
    readings.counter("mapi.audit.notifications", null, "Notifications", "match", "other").add(3);
    readings.counter("mapi.audit.notifications", null, "Notifications", "match", "x").add(1L << 40);
    List<Metric> metrics = written().getMetricsList();
    assertThat(metrics).hasSize(1);
    Metric metric = metrics.get(0);
    assertThat(metric.getName()).isEqualTo("mapi.audit.notifications");
    assertThat(metric.getDescription()).isEqualTo("Notifications");
    assertThat(metric.getSum().getIsMonotonic()).isTrue();
    assertThat(metric.getSum().getAggregationTemporality())
        .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
    assertThat(metric.getSum().getDataPoints(0).getAsInt()).isEqualTo(3);
    assertThat(metric.getSum().getDataPoints(0).getStartTimeUnixNano())
        .isEqualTo(1_700_000_000_000_000_000L);
    assertThat(metric.getSum().getDataPoints(0).getTimeUnixNano()).isEqualTo(NOW);
    assertThat(metric.getSum().getDataPoints(0).getAttributes(0).getKey()).isEqualTo("match");
    assertThat(metric.getSum().getDataPoints(1).getAsInt()).isEqualTo(1L << 40);
    assertThat(metric.getSum().getDataPoints(1).getAttributes(0).getValue().getStringValue())
        .isEqualTo("x");
  }

  @Test
  void gauges_are_gauges_with_their_unit() throws Exception {
    readings.gauge("mapi.audit.journal.bytes", "bytes", "Journal").set(25);
    Metric metric = written().getMetrics(0);
    assertThat(metric.getUnit()).isEqualTo("By");
    assertThat(metric.getGauge().getDataPoints(0).getAsInt()).isEqualTo(25);
  }

  @Test
  void timers_are_histograms_with_one_bucket() throws Exception {
    readings.timer("mapi.audit.call.duration", "Time", "kind", "open").set(300, 2_500_000_000L);
    Metric metric = written().getMetrics(0);
    assertThat(metric.getUnit()).isEqualTo("s");
    assertThat(metric.getHistogram().getAggregationTemporality())
        .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
    HistogramDataPoint point = metric.getHistogram().getDataPoints(0);
    assertThat(point.getCount()).isEqualTo(300);
    assertThat(point.getSum()).isEqualTo(2.5);
    assertThat(point.getBucketCountsList()).containsExactly(300L);
    assertThat(point.getExplicitBoundsCount()).isZero();
    assertThat(point.getAttributes(0).getValue().getStringValue()).isEqualTo("open");
  }
}
