package io.mapiaudit.cli.doctor;

import io.mapiaudit.cli.doctor.Check.Obstacle;
import io.mapiaudit.config.AgentConfig;
import io.mapiaudit.config.ConfigurationError;
import io.mapiaudit.config.SuppressionFile;
import io.mapiaudit.output.metrics.EndpointAddress;
import io.mapiaudit.rules.RuleCatalogue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the agent would write, listen and send to. Nothing is sent. */
public final class OutputChecks {

  private final AgentConfig config;
  private final Optional<Path> workingDirectory;
  private final List<Check> checks = new ArrayList<>();

  private OutputChecks(AgentConfig config, Optional<Path> workingDirectory) {
    this.config = config;
    this.workingDirectory = workingDirectory;
  }

  /**
   * All of them.
   *
   * @param workingDirectory what relative paths mean, empty when not known
   */
  public static List<Check> run(AgentConfig config, Optional<Path> workingDirectory) {
    return new OutputChecks(config, workingDirectory).checks();
  }

  private List<Check> checks() {
    runDirectory();
    config.metricsPrometheus().ifPresent(this::prometheus);
    config.metricsOtlp().ifPresent(uri -> endpoint("metrics.otlp", uri));
    config.alertsWebhook().ifPresent(uri -> endpoint("alerts.webhook", uri));
    config.suppressions().ifPresent(this::suppressions);
    return checks;
  }

  private void runDirectory() {
    Optional<Path> dir = config.dir();
    boolean known = dir.isPresent() && dir.get().isAbsolute();
    if (!known && !workingDirectory.isPresent()) {
      checks.add(
          Check.note(
              "dir",
              dir.map(Path::toString).orElse("mapi-audit")
                  + " in the working directory of the process, which cannot be told here, nor"
                  + " whether it can be written"));
      return;
    }
    checks.addAll(
        new RunDirectory(dir.map(this::absolute), workingDirectory).check(config.journalMaxSize()));
  }

  private Path absolute(Path path) {
    return workingDirectory.map(directory -> directory.resolve(path)).orElse(path);
  }

  private void prometheus(InetSocketAddress address) {
    String name = "metrics.prometheus";
    InetSocketAddress resolved;
    try {
      resolved = EndpointAddress.resolve(address, config.metricsAllowRemote());
    } catch (UnknownHostException unknown) {
      checks.add(unresolved(name, address.getHostString()));
      return;
    } catch (IllegalArgumentException refused) {
      String[] parts = refused.getMessage().split("\\. Fix: ", 2);
      checks.add(Check.problem(Obstacle.CONFIGURATION, name, parts[0], parts[parts.length - 1]));
      return;
    }
    InetAddress host = resolved.getAddress();
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(java.io.File.separatorChar == '/');
      socket.bind(resolved);
      checks.add(Check.ok(name, "port " + address.getPort() + " of " + host + " is free"));
    } catch (IOException failure) {
      checks.add(
          Check.warn(
              name,
              "port "
                  + address.getPort()
                  + " of "
                  + host
                  + " cannot be listened on: "
                  + failure.getMessage(),
              "name another port, or end the program that has it; the audit goes on without it"));
    }
  }

  private void endpoint(String name, URI uri) {
    try {
      InetAddress host = InetAddress.getByName(uri.getHost().replaceAll("[\\[\\]]", ""));
      checks.add(Check.ok(name, uri.getHost() + " is " + host.getHostAddress() + "; not asked"));
    } catch (UnknownHostException unknown) {
      checks.add(unresolved(name, uri.getHost()));
    }
  }

  private static Check unresolved(String name, String host) {
    return Check.warn(
        name,
        "the name " + host + " is not known on this machine",
        "correct the name, or the machine's name service; the audit goes on without it");
  }

  private void suppressions(Path file) {
    if (!file.isAbsolute() && !workingDirectory.isPresent()) {
      return;
    }
    try {
      int count = SuppressionFile.read(absolute(file), RuleCatalogue.ids()).size();
      checks.add(Check.ok("suppressions", count + " in " + absolute(file)));
    } catch (ConfigurationError error) {
      for (ConfigurationError.Problem problem : error.problems()) {
        checks.add(
            Check.problem(
                Obstacle.CONFIGURATION,
                "suppressions",
                problem.source() + ": " + problem.wrong(),
                problem.fix()));
      }
    }
  }
}
