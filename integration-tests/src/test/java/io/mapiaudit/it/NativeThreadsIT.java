package io.mapiaudit.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Threads that MAPI makes for itself, seen from outside, on Windows: the stand-in has the file name
 * of Exchange's MAPI here, and its threads never call into Java.
 */
class NativeThreadsIT {

  private static final String MAPI = "exmapi32.dll";
  private static final String WORKER = "native-worker-in-process-identity";
  private static final Jvm JVM = new WindowsJvm("11");

  @Test
  void a_worker_of_mapi_is_told_with_its_module_address_and_the_session() throws Exception {
    DemoRun run = runUntilSeen();

    List<JsonNode> findings = run.findings(WORKER);
    assertThat(findings).hasSize(1);
    JsonNode finding = findings.get(0);
    assertThat(finding.get("severity").asText()).isEqualTo("high");
    assertThat(finding.at("/thread/osId").asLong()).isPositive();
    assertThat(finding.at("/thread/javaId").asLong()).isZero();
    assertThat(finding.at("/thread/name").asText()).startsWith(MAPI + "+0x");
    assertThat(finding.at("/stack/0").asText()).startsWith(MAPI + "+0x");
    assertThat(finding.at("/session/id").asText()).isEqualTo("1");
    assertThat(finding.at("/expected/sid").asText()).endsWith("-1001");
    assertThat(finding.at("/actual/sid").asText())
        .isEqualTo(finding.at("/process/identity/sid").asText());
    assertThat(finding.get("message").asText())
        .contains("native thread " + finding.at("/thread/osId").asLong() + " of " + MAPI)
        .contains("1 impersonated session lives: session 1");
    assertThat(finding.get("transport").asText()).isEqualTo("rpc-http");
    assertThat(finding.get("message").asText()).contains("The transport is RPC over HTTP");
    JsonNode description = description(run);
    assertThat(description.get("transport").asText()).isEqualTo("rpc-http");
    JsonNode environment = description.get("environment");
    String process = finding.at("/process/identity/sid").asText();
    // Other tests write that value meanwhile: to 1, from which the same follows.
    boolean isSet = environment.at("/users/" + process + "/mapiHttpDisabled").asText().equals("1");
    assertThat(description.get("transportOrigin").asText())
        .startsWith(isSet ? "MapiHttpDisabled is 1" : MAPI + " is loaded");
    assertThat(environment.at("/modules/" + MAPI).asText()).isEqualTo("unknown");
    assertThat(environment.get("currentUserHive").asText())
        .isEqualTo(finding.at("/process/identity/sid").asText());
    assertThat(environment.get("elevation").asText()).isIn("elevated", "not elevated");
    String alice = finding.at("/expected/sid").asText();
    assertThat(environment.at("/users/" + alice + "/windowsSession").asInt()).isEqualTo(1);
    assertThat(environment.at("/users/" + alice + "/mapiHttpDisabled").asText())
        .isEqualTo("hive not loaded");
  }

  @Test
  void a_release_that_waits_for_threads_that_have_ended_says_so() throws Exception {
    // Half of it for the sweep, and for one that has begun before.
    DemoRun run = demo("two-users", ",release.stall=7 s");
    ended(run, run.withAgent(List.of("-Dmapi.demo.hang=10000"), program(run)));

    List<JsonNode> findings = run.findings("release-stalled");
    assertThat(findings).isNotEmpty();
    assertThat(findings)
        .allSatisfy(
            finding ->
                assertThat(finding.get("message").asText())
                    .contains("its polling threads have ended")
                    .contains("as in source 001"));
  }

  @Test
  void workers_beside_a_service_account_are_right() throws Exception {
    assertThat(run("service-account").findings()).isEmpty();
  }

  /** A run of the workers, which go on until a sweep has come by and has been told of. */
  private static DemoRun runUntilSeen() throws Exception {
    DemoRun run = demo("native-workers", "");
    Path until = run.folder().resolve("until.txt");
    CompletableFuture<Jvm.Outcome> outcome =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return run.withAgent(List.of("-Dmapi.demo.until=" + JVM.path(until)), program(run));
              } catch (Exception failure) {
                throw new CompletionException(failure);
              }
            });
    while (!outcome.isDone() && !isSeen(run)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
    Files.createFile(until);
    ended(run, outcome.get());
    return run;
  }

  /** The finding is there, and what was asked about its user has been answered. */
  private static boolean isSeen(DemoRun run) {
    try {
      List<JsonNode> findings = run.findings(WORKER);
      return !findings.isEmpty()
          && description(run)
              .at("/environment/users")
              .has(findings.get(0).at("/expected/sid").asText());
    } catch (Exception | AssertionError notYet) {
      return false;
    }
  }

  private static DemoRun run(String scenario) throws Exception {
    DemoRun run = demo(scenario, "");
    ended(run, run.withAgent());
    return run;
  }

  private static DemoRun demo(String scenario, String options) throws Exception {
    Jvms.assumeUsable(JVM);
    return new DemoRun(JVM, scenario, "native", "jna")
        .standInAs(MAPI)
        .agentOption("transport=auto" + options);
  }

  private static List<String> program(DemoRun run) {
    return run.program(List.of(JVM.path(Project.demoJar())));
  }

  private static void ended(DemoRun run, Jvm.Outcome outcome) throws Exception {
    assertThat(outcome.exitCode()).as("%s", outcome).isZero();
    assertThat(run.agentLog()).doesNotContain("cannot be looked at", "kept from the application");
  }

  private static JsonNode description(DemoRun run) throws Exception {
    String json = Files.readString(run.runFolder().resolve("run.json"));
    return new ObjectMapper().readTree(json);
  }
}
