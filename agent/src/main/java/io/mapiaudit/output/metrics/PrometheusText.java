package io.mapiaudit.output.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Writes the readings as Prometheus reads them, by a Micrometer registry of our own. */
final class PrometheusText {

  static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";
  static final String PLAIN = "text/plain; version=0.0.4; charset=utf-8";

  private final Readings readings;
  private PrometheusMeterRegistry registry;
  private int registered;

  PrometheusText(Readings readings) {
    this.readings = readings;
  }

  /**
   * All readings.
   *
   * @param contentType one of the two that this class names
   */
  String write(String contentType) {
    return upToDate().scrape(contentType);
  }

  private synchronized PrometheusMeterRegistry upToDate() {
    if (registry == null) {
      // Not before somebody asks: it takes a while, and the application is waiting to start.
      registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    }
    List<Reading> all = readings.all();
    for (int count = all.size(); registered < count; registered++) {
      register(all.get(registered), registry);
    }
    return registry;
  }

  private static void register(Reading reading, MeterRegistry registry) {
    Tags tags = Tags.of(reading.tags().toArray(new String[0]));
    switch (reading.type()) {
      case COUNTER:
        FunctionCounter.builder(reading.name(), reading, Reading::value)
            .tags(tags)
            .description(reading.description())
            .register(registry);
        break;
      case TIMER:
        FunctionTimer.builder(
                reading.name(), reading, Reading::value, Reading::nanos, TimeUnit.NANOSECONDS)
            .tags(tags)
            .description(reading.description())
            .register(registry);
        break;
      default:
        Gauge.builder(reading.name(), reading, Reading::value)
            .tags(tags)
            .description(reading.description())
            .baseUnit(reading.unit())
            .register(registry);
    }
  }
}
