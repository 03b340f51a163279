package io.mapiaudit.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.EntryPoint.ResultType;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.RunInfo;
import io.mapiaudit.model.Stack;
import io.mapiaudit.model.Transport;
import io.mapiaudit.model.event.CallEntered;
import org.junit.jupiter.api.Test;

class ProfilesTest {

  private final Profiles profiles = new Profiles();
  private final Audit one = run("host-a");
  private final Audit other = run("host-a");
  private final Audit elsewhere = run("host-b");
  private long id;

  private Audit run(String host) {
    Audit audit = new Audit(profiles, new Findings(f -> {}), new Subscriptions());
    audit.started(new RunInfo(1, host, "test", 0, Users.SERVICE, Transport.UNKNOWN, 30));
    return audit;
  }

  private Call logon(String profile) {
    EntryPoint point = new EntryPoint(Kind.LOGON, Bridge.JNA, "", "x", "", ResultType.BOOL);
    ThreadState thread = Calls.thread(1);
    return new Call(
        new CallEntered(++id, id, thread.info(), Users.ALICE, point, Stack.EMPTY, 0, 0, 0, profile),
        thread,
        new StackMemory());
  }

  private ProfileUse delete(String profile) {
    ProfileUse use = profiles.of(one, profile);
    profiles.deleted(use, logon(profile), one);
    return use;
  }

  @Test
  void a_name_is_one_profile_in_a_hive_whatever_its_case() {
    Session first = one.open(logon("Mail"));
    Session second = other.open(logon("mail"));
    Session third = elsewhere.open(logon("Mail"));
    assertThat(profiles.of(one, "MAIL").liveSessions()).containsExactly(first, second);
    assertThat(profiles.of(elsewhere, "mail").liveSessions()).containsExactly(third);
    assertThat(profiles.of(one, "other")).isNull();
  }

  @Test
  void deleted_ones_are_told_in_the_order_in_which_they_came_into_use() {
    one.open(logon("A"));
    Session b = one.open(logon("B"));
    one.open(logon("C"));
    elsewhere.open(logon("D"));
    ProfileUse c = delete("C");
    ProfileUse a = delete("A");
    delete("B");
    one.close(b);
    assertThat(profiles.deletedInUse(one)).containsExactly(a, c);
    assertThat(profiles.deletedInUse(elsewhere)).isEmpty();
    assertThat(profiles.of(one, "B")).isNull();
  }

  @Test
  void use_by_several_runs_is_known() {
    one.open(logon("A"));
    one.open(logon("A"));
    assertThat(profiles.of(one, "A").isOfSeveralRuns()).isFalse();
    Session theirs = other.open(logon("A"));
    assertThat(profiles.of(one, "A").isOfSeveralRuns()).isTrue();
    other.close(theirs);
    assertThat(profiles.of(one, "A").liveSessions()).hasSize(2);
  }
}
