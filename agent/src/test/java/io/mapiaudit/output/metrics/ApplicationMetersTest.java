package io.mapiaudit.output.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.boot.ProbeCell;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.instrument.Instrumentation;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApplicationMetersTest {

  private static final Instrumentation INSTRUMENTATION = ByteBuddyAgent.install();

  private final List<Throwable> failures = new ArrayList<>();
  private final Readings readings = new Readings();
  private final MeterRegistry registry = new SimpleMeterRegistry();

  /** As if the agent's classes were in the bootstrap loader: those here are the application's. */
  private final ApplicationMeters meters =
      new ApplicationMeters(
          INSTRUMENTATION,
          null,
          readings,
          new CellFunctions(new ProbeCell(0), new ProbeCell(0), new ProbeCell(1)),
          failures::add);

  @AfterEach
  void clean() {
    Metrics.removeRegistry(registry);
    meters.removeAll();
    assertThat(failures).isEmpty();
  }

  private void run(int times) {
    for (int i = 0; i < times; i++) {
      meters.run();
    }
  }

  @Test
  void readings_are_shown_where_a_registry_was_added_and_taken_away_again() {
    readings.counter("mapi.audit.calls", null, "Calls", "kind", "open").add(3);
    Reading timer = readings.timer("mapi.audit.call.duration", "Time", "kind", "open");
    timer.took(2_000_000);
    readings.gauge("mapi.audit.journal.bytes", "bytes", "Journal").set(9);
    run(1);
    assertThat(meters.found()).as("no registry was added so far").isZero();

    Metrics.addRegistry(registry);
    run(200);
    assertThat(meters.found()).isEqualTo(1);
    assertThat(registry.get("mapi.audit.calls").tag("kind", "open").functionCounter().count())
        .isEqualTo(3);
    assertThat(registry.get("mapi.audit.call.duration").functionTimer().count()).isEqualTo(1);
    assertThat(
            registry
                .get("mapi.audit.call.duration")
                .functionTimer()
                .totalTime(TimeUnit.MILLISECONDS))
        .isEqualTo(2);
    assertThat(registry.get("mapi.audit.journal.bytes").gauge().value()).isEqualTo(9);
    assertThat(registry.get("mapi.audit.journal.bytes").gauge().getId().getBaseUnit())
        .isEqualTo("bytes");

    readings.counter("mapi.audit.later", null, "Later").add(1);
    run(1);
    assertThat(registry.get("mapi.audit.later").functionCounter().count()).isEqualTo(1);

    meters.removeAll();
    assertThat(ours(registry)).isEmpty();
    assertThat(Metrics.globalRegistry.getMeters()).isEmpty();
    run(200);
    assertThat(ours(registry)).as("after the end").isEmpty();
  }

  private static List<Meter> ours(MeterRegistry registry) {
    List<Meter> ours = new ArrayList<>();
    for (Meter meter : registry.getMeters()) {
      if (meter.getId().getName().startsWith("mapi.audit.")) {
        ours.add(meter);
      }
    }
    return ours;
  }

  @Test
  void a_class_that_the_application_has_not_initialised_stays_so() throws Exception {
    List<URL> jars = new ArrayList<>();
    for (Class<?> inJar : new Class<?>[] {Metrics.class, commons(), jspecify()}) {
      jars.add(inJar.getProtectionDomain().getCodeSource().getLocation());
    }
    try (URLClassLoader other = new URLClassLoader(jars.toArray(new URL[0]), null)) {
      Class<?> metrics = Class.forName(Metrics.class.getName(), false, other);
      run(200);
      assertThat(new Initialised(INSTRUMENTATION).is(metrics)).isFalse();
      Class.forName(metrics.getName(), true, other);
      assertThat(new Initialised(INSTRUMENTATION).is(metrics)).isTrue();
    }
  }

  private static Class<?> commons() throws ClassNotFoundException {
    return Class.forName("io.micrometer.common.util.StringUtils");
  }

  private static Class<?> jspecify() throws ClassNotFoundException {
    return Class.forName("org.jspecify.annotations.Nullable");
  }
}
