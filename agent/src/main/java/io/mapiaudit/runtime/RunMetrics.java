package io.mapiaudit.runtime;

import io.mapiaudit.boot.ProbeCell;
import io.mapiaudit.config.AgentConfig;
import io.mapiaudit.model.AuditObserver;
import io.mapiaudit.model.RunInfo;
import io.mapiaudit.model.event.EventHandler;
import io.mapiaudit.output.Output;
import io.mapiaudit.output.metrics.AgentMeters;
import io.mapiaudit.output.metrics.ApplicationMeters;
import io.mapiaudit.output.metrics.AuditMeters;
import io.mapiaudit.output.metrics.CellFunctions;
import io.mapiaudit.output.metrics.EndpointAddress;
import io.mapiaudit.output.metrics.OtlpExporter;
import io.mapiaudit.output.metrics.Readings;
import io.mapiaudit.output.metrics.ScrapeServer;
import io.mapiaudit.rules.Rule;
import io.mapiaudit.rules.RuleCatalogue;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;

/** The meters of a run, and where the configuration wants them shown; nothing when nowhere. */
final class RunMetrics {

  private static final EventHandler NO_EVENTS = new EventHandler() {};

  private final AgentConfig config;
  private final RunInfo run;
  private final Instrumentation instrumentation;
  private final ErrorLedger errors;
  private final Logger logger;
  private final Readings readings = new Readings();
  private final AuditMeters meters;
  private final Map<String, String> troubles = new LinkedHashMap<>();
  private AgentMeters agent;
  private ScrapeServer prometheus;
  private OtlpExporter otlp;
  private ApplicationMeters application;

  RunMetrics(
      AgentConfig config,
      RunInfo run,
      Instrumentation instrumentation,
      ErrorLedger errors,
      Logger logger) {
    this.config = config;
    this.run = run;
    this.instrumentation = instrumentation;
    this.errors = errors;
    this.logger = logger;
    boolean wanted =
        config.metricsPrometheus().isPresent()
            || config.metricsOtlp().isPresent()
            || config.metricsApplication();
    meters = wanted ? new AuditMeters(readings, run.processIdentity()) : null;
    if (wanted) {
      for (Rule rule : RuleCatalogue.all()) {
        meters.expect(rule.info().id(), rule.info().severity());
      }
    }
  }

  /** What is wrong with the settings of metrics, one sentence each. */
  static List<String> problems(AgentConfig config) {
    if (config.metricsPrometheus().isPresent()) {
      try {
        EndpointAddress.resolve(config.metricsPrometheus().get(), config.metricsAllowRemote());
      } catch (IllegalArgumentException remote) {
        return Collections.singletonList(remote.getMessage());
      } catch (UnknownHostException passing) {
        // Names may be resolved again later: no reason not to audit. Told when it is opened.
      }
    }
    return Collections.emptyList();
  }

  EventHandler events() {
    return meters == null ? NO_EVENTS : meters;
  }

  AuditObserver observer() {
    return meters == null ? AuditObserver.NONE : meters;
  }

  /** What counts findings, null when metrics are off. */
  Output output() {
    return meters;
  }

  /** All numbers, empty when metrics are off. */
  Readings readings() {
    return readings;
  }

  /** Shows the meters where the configuration wants them. What cannot be done is logged. */
  void start(AgentMeters.Sources numbers, Chores chores) {
    if (meters == null) {
      return;
    }
    agent = new AgentMeters(readings, run.agentVersion(), numbers);
    chores.add(agent);
    config.metricsPrometheus().ifPresent(this::serve);
    if (config.metricsOtlp().isPresent()) {
      otlp =
          new OtlpExporter(
              config.metricsOtlp().get(),
              config.metricsInterval(),
              readings,
              run,
              serviceName(),
              logger::warn);
      otlp.start();
    }
    if (config.metricsApplication()) {
      application =
          new ApplicationMeters(
              instrumentation,
              RunMetrics.class.getClassLoader(),
              readings,
              new CellFunctions(new ProbeCell(0), new ProbeCell(0), new ProbeCell(1)),
              errors);
      chores.add(application);
    }
  }

  private void serve(InetSocketAddress wanted) {
    try {
      InetSocketAddress address = EndpointAddress.resolve(wanted, config.metricsAllowRemote());
      prometheus = new ScrapeServer(address, readings, errors);
      logger.info("serves {}", url(prometheus.address()));
    } catch (IOException | RuntimeException failure) {
      String trouble =
          "not served on "
              + wanted.getHostString()
              + ":"
              + wanted.getPort()
              + ": "
              + failure
              + ". Fix: name a free port of this host with metrics.prometheus; the audit goes on"
              + " without";
      troubles.put("prometheus", trouble);
      logger.warn("Prometheus is {}", trouble);
    }
  }

  private static String url(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return "http://"
        + (host.indexOf(':') < 0 ? host : "[" + host + "]")
        + ":"
        + address.getPort()
        + "/metrics";
  }

  /** As OpenTelemetry's own libraries are told it. */
  private static String serviceName() {
    String given = System.getProperty("otel.service.name", System.getenv("OTEL_SERVICE_NAME"));
    return given == null || given.isEmpty() ? "mapi-audit" : given;
  }

  /** Where the meters are shown, and what went wrong. */
  Map<String, String> status() {
    Map<String, String> status = new LinkedHashMap<>(troubles);
    if (prometheus != null) {
      status.put("prometheus", url(prometheus.address()));
    }
    if (otlp != null) {
      status.put("otlp", config.metricsOtlp().get() + ", " + otlp.state());
    }
    if (application != null && application.found() > 0) {
      status.put("application", application.found() + " registries of its Micrometer");
    }
    return status;
  }

  /** Takes the meters out of the application, which goes on without the agent. */
  void leaveApplication() {
    if (application != null) {
      application.removeAll();
    }
  }

  /** Shows the last numbers to whoever is sent them, and gives the port back. */
  void close() {
    List<AutoCloseable> open = new ArrayList<>();
    if (agent != null) {
      open.add(agent::run);
    }
    if (otlp != null) {
      open.add(otlp);
    }
    if (prometheus != null) {
      open.add(prometheus);
    }
    for (AutoCloseable each : open) {
      try {
        each.close();
      } catch (Exception failure) {
        errors.accept(failure);
      }
    }
  }

  /** True when none of its threads is left. */
  boolean isOver() {
    return (otlp == null || !otlp.isAlive()) && (prometheus == null || !prometheus.isAlive());
  }
}
