package io.mapiaudit.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** With {@code identity.redact=hash} no name and no SID of a person leaves the process. */
class RedactionIT {

  private static final String DOMAIN_SIDS = "S-1-5-21-";

  /** The demo's users, and how their SIDs begin. */
  private static final List<String> PEOPLE =
      List.of("alice", "bob", "ALICE", "BOB", "CORP\\", "1004336348", DOMAIN_SIDS);

  /** What of a finding does not depend on how people are named. */
  private static final List<String> SAME =
      List.of("rule", "severity", "count", "fingerprint", "remedy", "help");

  static Stream<Jvm> jvms() {
    return Jvms.all();
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void people_are_hashed_everywhere_and_judged_the_same(Jvm jvm) throws Exception {
    Jvms.assumeUsable(jvm);
    DemoRun plain = new DemoRun(jvm, "two-users", "plain", "jna");
    assertThat(plain.withAgent().exitCode()).isZero();
    DemoRun hashed =
        new DemoRun(jvm, "two-users", "hashed", "jna").agentOption("identity.redact=hash");

    Jvm.Outcome outcome = hashed.withAgent();

    assertThat(outcome.exitCode()).as("%s", outcome).isZero();
    Leaks leaks = new Leaks().folder(hashed.folder()).text("standard error", outcome.err());
    Path replayed = hashed.runFolder();
    leaks.text("replay", replay(replayed)).text("replay --json", replay("--json", replayed));
    assertThat(leaks.places())
        .contains("identity.salt", "replay", "standard error")
        .anyMatch(name -> name.endsWith("findings.jsonl"))
        .anyMatch(name -> name.endsWith("agent.log"))
        .anyMatch(name -> name.endsWith("run.json"))
        .anyMatch(name -> name.endsWith("00000001.maj"));
    assertThat(leaks.of(PEOPLE)).isEmpty();
    // The same search finds people where they are not hashed, so it can find them.
    assertThat(new Leaks().folder(plain.folder()).of(List.of("alice", DOMAIN_SIDS))).isNotEmpty();

    assertThat(without(hashed.findings())).isEqualTo(without(plain.findings()));
    JsonNode crossing = hashed.findings("multiple-user-contexts").get(0);
    assertThat(crossing.at("/expected/sid").asText()).matches("h-[0-9a-f]{16}");
    assertThat(crossing.at("/actual/sid").asText())
        .matches("h-[0-9a-f]{16}")
        .isNotEqualTo(crossing.at("/expected/sid").asText());
    if (!jvm.isWindows()) {
      // The lab cannot be taught account names.
      assertThat(crossing.at("/actual/account").asText()).matches("name-[0-9a-f]{16}");
    }
  }

  @Test
  void runs_with_one_salt_tell_the_same_hashes() throws Exception {
    Path salt = Project.output("redaction-salt").resolve("salt");
    String options = "identity.redact=hash,identity.salt=" + salt;
    Set<String> users = new TreeSet<>();
    for (String label : List.of("first", "second")) {
      DemoRun run =
          new DemoRun(LinuxJvm.own(), "wrong-thread-release", label, "jna").agentOption(options);
      Jvm.Outcome outcome = run.withAgent();
      assertThat(outcome.exitCode()).as("%s", outcome).isZero();
      JsonNode finding = run.findings("session-crosses-identities").get(0);
      users.add(finding.at("/session/identity/sid").asText());
      assertThat(new Leaks().folder(run.folder()).text("err", outcome.err()).of(PEOPLE)).isEmpty();
    }
    assertThat(users).singleElement().asString().matches("h-[0-9a-f]{16}");
  }

  @Test
  void without_a_usable_salt_the_agent_stays_out() throws Exception {
    Path salt = Files.writeString(Project.output("redaction-short").resolve("salt"), "too short");
    Files.setPosixFilePermissions(salt, PosixFilePermissions.fromString("rw-------"));
    DemoRun run =
        new DemoRun(LinuxJvm.own(), "service-account", "short-salt", "jna")
            .agentOption("identity.redact=hash,identity.salt=" + salt);

    Jvm.Outcome outcome = run.withAgent();

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err().lines())
        .singleElement()
        .asString()
        .startsWith("mapi-audit: stays out, the application runs unaudited: identity.salt: ")
        .contains(salt.toString(), "9 bytes", "Fix: ");
    assertThat(run.folder()).isEmptyDirectory();
  }

  /** Findings without what names people, and without what differs from run to run anyway. */
  private static Set<String> without(List<JsonNode> findings) {
    Set<String> kept = new TreeSet<>();
    for (JsonNode finding : findings) {
      StringBuilder text = new StringBuilder();
      SAME.forEach(field -> text.append(finding.get(field)).append(' '));
      kept.add(text.toString());
    }
    return kept;
  }

  private static String replay(Path run) throws IOException, InterruptedException {
    return replay("--fail-on=none", run);
  }

  private static String replay(String option, Path run) throws IOException, InterruptedException {
    Jvm.Outcome replay =
        LinuxJvm.own()
            .run(
                List.of("-jar", Project.agentJar().toString(), "replay", option, run.toString()),
                Map.of());
    assertThat(replay.exitCode()).as("%s", replay).isIn(0, 1);
    return replay.out() + replay.err();
  }
}
