package io.mapiaudit.output.metrics;

import static io.mapiaudit.rules.Users.ALICE;
import static io.mapiaudit.rules.Users.BOB;
import static io.mapiaudit.rules.Users.SERVICE;
import static io.mapiaudit.rules.Users.UNREADABLE;
import static io.mapiaudit.rules.Users.onThread;
import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.Severity;
import io.mapiaudit.rules.Scenario;
import io.mapiaudit.rules.ScenarioThread;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AuditMetersTest {

  private static final String RULE = "async-notification-in-process-identity";

  private final Readings readings = new Readings();
  private final AuditMeters meters = new AuditMeters(readings, SERVICE);
  private final Scenario scenario = new Scenario(meters, meters, meters::finding);
  private final ScenarioThread worker = scenario.thread("worker");
  private final ScenarioThread mapi = scenario.process().nativeThread("Thread-5");

  private long value(String name, String... tags) {
    return reading(name, tags).value();
  }

  private Reading reading(String name, String... tags) {
    return readings.all().stream()
        .filter(r -> r.name().equals(name) && r.tags().equals(Arrays.asList(tags)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + Arrays.toString(tags)));
  }

  private long sinkOf(ScenarioThread thread) {
    long sink = thread.newSink(77, 0);
    thread.advise(thread.openStore(thread.logon()), sink);
    return sink;
  }

  @Test
  void calls_are_told_apart_by_kind_bridge_and_whether_they_impersonate() {
    worker.initialize();
    worker.impersonate(ALICE).logon();
    worker.as(onThread(SERVICE)).logon();
    worker.as(UNREADABLE).logon();
    worker.as(BOB).logon();
    assertThat(value("mapi.audit.calls", call("initialize", "process"))).isEqualTo(1);
    assertThat(value("mapi.audit.calls", call("impersonate", "process"))).isEqualTo(1);
    assertThat(value("mapi.audit.calls", call("logon", "impersonated"))).isEqualTo(2);
    assertThat(value("mapi.audit.calls", call("logon", "process"))).isEqualTo(1);
    assertThat(value("mapi.audit.calls", call("logon", "unknown"))).isEqualTo(1);
  }

  private static String[] call(String kind, String identity) {
    return new String[] {"kind", kind, "bridge", "jna", "identity", identity};
  }

  @Test
  void durations_are_those_of_the_events() {
    long session = worker.logon();
    scenario.after(5_000_000);
    worker.release(session);
    Reading release = reading("mapi.audit.call.duration", "kind", "release");
    assertThat(release.value()).isEqualTo(1);
    assertThat(release.nanos()).isEqualTo(1_000_000);
  }

  @Test
  void notifications_are_counted_by_whom_they_ran_as() {
    worker.impersonate(ALICE);
    long sink = sinkOf(worker);
    mapi.notified(sink);
    mapi.notified(sink);
    mapi.as(ALICE).notified(sink);
    mapi.as(BOB).notified(sink);
    mapi.as(UNREADABLE).notified(sink);
    assertThat(value("mapi.audit.notifications", "match", "process")).isEqualTo(2);
    assertThat(value("mapi.audit.notifications", "match", "expected")).isEqualTo(1);
    assertThat(value("mapi.audit.notifications", "match", "other")).isEqualTo(1);
    assertThat(value("mapi.audit.notifications", "match", "unknown")).isEqualTo(1);
  }

  @Test
  void notification_without_any_session_is_unknown_and_of_the_service_itself_expected() {
    mapi.notified(4711);
    long sink = sinkOf(worker);
    mapi.notified(sink);
    assertThat(value("mapi.audit.notifications", "match", "unknown")).isEqualTo(1);
    assertThat(value("mapi.audit.notifications", "match", "expected")).isEqualTo(1);
    assertThat(value("mapi.audit.notifications", "match", "process")).isZero();
  }

  @Test
  void live_sessions_and_users_go_up_and_down() {
    worker.logon();
    worker.impersonate(ALICE);
    long first = worker.logon();
    long second = worker.logon();
    worker.impersonate(BOB);
    long bobs = worker.logon();
    assertThat(value("mapi.audit.sessions.live", "identity", "process")).isEqualTo(1);
    assertThat(value("mapi.audit.sessions.live", "identity", "impersonated")).isEqualTo(3);
    assertThat(value("mapi.audit.identities.live")).isEqualTo(3);

    worker.logoff(bobs);
    worker.logoff(bobs);
    worker.release(bobs);
    worker.release(first);
    assertThat(value("mapi.audit.sessions.live", "identity", "impersonated")).isEqualTo(1);
    assertThat(value("mapi.audit.identities.live")).isEqualTo(2);
    worker.release(second);
    assertThat(value("mapi.audit.identities.live")).isEqualTo(1);
  }

  @Test
  void findings_count_every_time_and_begin_at_zero() {
    meters.expect(RULE, Severity.CRITICAL);
    assertThat(value("mapi.audit.findings", "rule", RULE, "severity", "critical")).isZero();
    worker.impersonate(ALICE);
    long sink = sinkOf(worker);
    for (int i = 0; i < 25; i++) {
      mapi.notified(sink);
    }
    scenario.process().end();
    assertThat(value("mapi.audit.findings", "rule", RULE, "severity", "critical")).isEqualTo(25);
  }

  @Test
  void suppressed_findings_are_not_counted() {
    Scenario quiet =
        new Scenario(
            meters,
            meters,
            finding -> meters.finding(finding.toBuilder().suppressed("known").build()));
    ScenarioThread alice = quiet.thread("alice").impersonate(ALICE);
    long sink = sinkOf(alice);
    quiet.process().nativeThread("Thread-7").notified(sink).notified(sink);
    assertThat(quiet.findings(RULE)).hasSize(1);
    assertThat(readings.all()).noneMatch(r -> r.tags().contains(RULE) && r.value() > 0);
  }

  @Test
  void no_label_tells_who_somebody_is() {
    worker.impersonate(ALICE);
    long sink = sinkOf(worker);
    mapi.notified(sink);
    mapi.as(BOB).notified(sink);
    assertThat(readings.all())
        .allSatisfy(
            reading ->
                assertThat(String.join(" ", reading.tags()))
                    .doesNotContain("S-1-", "worker", "Thread-5", "Mail"));
  }
}
