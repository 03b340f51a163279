package io.mapiaudit.output.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.Identity;
import io.mapiaudit.model.ThreadInfo;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is gathered stays bounded, and tells the truth in fewer words. */
class GatheringTest {

  private static final Identity ALICE = user(1);

  @Test
  void marks_areMergedByKind_andNoneIsLost() {
    Marks marks = new Marks();
    for (int i = 0; i < 100_000; i++) {
      marks.add(MarkKind.NOTIFICATION, i * 1_000L, i * 1_000L + 10, 0);
    }
    marks.add(MarkKind.LOGON, 50, 60, 0);
    marks.add(MarkKind.FINDING, 100_000_000L, 100_000_000L, 7);

    assertThat(marks.size()).isLessThanOrEqualTo(Marks.CAPACITY);
    long notifications = 0;
    for (int i = 0; i < marks.size(); i++) {
      if (marks.field(i, Marks.KIND) == MarkKind.NOTIFICATION.code()) {
        notifications += marks.field(i, Marks.COUNT);
        // Dense, but not one bar: it is told when there was how much.
        assertThat(marks.field(i, Marks.END) - marks.field(i, Marks.START)).isLessThan(20_000_000);
      }
    }
    assertThat(notifications).isEqualTo(100_000);
    assertThat(marks.field(marks.size() - 1, Marks.REF)).isEqualTo(7);

    marks.thinTo(0);
    assertThat(marks.size()).isLessThanOrEqualTo(MarkKind.KINDS);
  }

  @Test
  void marksOfDifferentThings_saySoWhenMerged() {
    Marks marks = new Marks();
    marks.add(MarkKind.FINDING, 1, 1, 3);
    marks.add(MarkKind.FINDING, 2, 2, 4);
    for (int i = 0; i < 20; i++) {
      marks.add(MarkKind.FAILURE, i, i, 5);
    }
    marks.thinTo(8);

    assertThat(marks.field(0, Marks.REF)).isEqualTo(Marks.SEVERAL);
    assertThat(marks.field(1, Marks.REF)).isEqualTo(5);
    assertThat(marks.field(1, Marks.COUNT)).isEqualTo(20);
  }

  @Test
  void stretches_nameTheTwoUsersWhoHadMostOfThem() {
    Segments segments = new Segments();
    long now = 0;
    for (int i = 0; i < 10_000; i++) {
      segments.seen(1, now);
      now += 70;
      segments.seen(i % 10 == 0 ? 3 : 2, now);
      now += 30;
    }

    assertThat(segments.size()).isLessThanOrEqualTo(Segments.CAPACITY);
    segments.thinTo(1);
    assertThat(segments.field(0, Segments.START)).isZero();
    assertThat(segments.field(0, Segments.USER)).isEqualTo(1);
    assertThat(segments.field(0, Segments.SECOND)).isEqualTo(2);
    assertThat(segments.field(0, Segments.END)).isEqualTo(now - 30);
  }

  @Test
  void longStretches_stayThemselves() {
    Segments segments = new Segments();
    segments.seen(1, 0);
    segments.seen(2, 10_000_000);
    segments.seen(1, 20_000_000);
    segments.seen(1, 30_000_000);
    segments.thinTo(3);

    assertThat(segments.size()).isEqualTo(3);
    assertThat(segments.field(1, Segments.USER)).isEqualTo(2);
    assertThat(segments.field(1, Segments.SECOND)).isEqualTo(Segments.NOBODY);
    assertThat(segments.field(2, Segments.END)).isEqualTo(30_000_000);
  }

  @Test
  void activity_keepsItsSumWhileBinsWiden() {
    Activity activity = new Activity(1);
    for (long micros = 5_000; micros < 10_000_000_000L; micros += 1_000_003) {
      activity.add(0, micros);
    }
    long sum = 0;
    for (long bin : activity.counts(0)) {
      sum += bin;
    }
    assertThat(sum).isEqualTo(10_000);
    assertThat(activity.originMicros()).isEqualTo(5_000);
    assertThat(activity.widthMicros() * Activity.BINS).isGreaterThan(9_999_000_000L);
  }

  @Test
  void lanesOfLeastInterest_goFirst_andAreCounted() {
    Lanes lanes = new Lanes(new Users(), () -> 50);
    lanes.of(thread(1)).add(MarkKind.FINDING, 1, 1, 0);
    for (int id = 2; id <= 10_000; id++) {
      lanes.of(thread(id)).seen(ALICE, id);
    }

    assertThat(lanes.size()).isLessThanOrEqualTo(50);
    assertThat(lanes.threads()).isEqualTo(10_000);
    assertThat(lanes.foldedThreads() + lanes.size()).isEqualTo(10_000);
    assertThat(lanes.of(thread(1)).count(MarkKind.FINDING)).isEqualTo(1);
    assertThat(lanes.of(thread(2))).as("went, and stays away").isNull();

    assertThat(lanes.needed(thread(2), null)).as("but for a finding").isNotNull();
    assertThat(lanes.foldedThreads() + lanes.size()).isEqualTo(10_000);
    lanes.keepBest(1);
    List<String> names = new ArrayList<>();
    lanes.all().forEach(lane -> names.add(lane.thread().name()));
    assertThat(names).containsExactly("worker-1");
    assertThat(lanes.groups().get(0).name()).isEqualTo("worker-#");
    assertThat(lanes.groups().get(0).threads()).isEqualTo(9_999);
  }

  @Test
  void handOverLosesItsUser_onlyWhenItWasNotTheProcess() {
    HandOvers handOvers = new HandOvers(0);
    handOvers.submitted(1, 10, 0, 100);
    handOvers.submitted(2, 10, 1, 110);
    handOvers.submitted(3, 10, 1, 120);
    handOvers.created(11, 10, 1, 130);

    assertThat(handOvers.begun(1, 11, 1, 200)).isTrue();
    assertThat(handOvers.begun(2, 11, 0, 210)).isTrue();
    assertThat(handOvers.begun(3, 11, 1, 220)).isTrue();
    assertThat(handOvers.begun(4, 11, 1, 230)).as("nobody gave it").isFalse();
    assertThat(handOvers.seen(11, 0, 240)).isTrue();
    assertThat(handOvers.seen(11, 0, 250)).as("only the first time").isFalse();

    assertThat(handOvers.count()).isEqualTo(4);
    assertThat(handOvers.lostCount()).isEqualTo(2);
    assertThat(handOvers.links().get(0).fromMicros()).as("lost ones first").isEqualTo(110);
  }

  @Test
  void users_areOneBySid_andBounded() {
    Users users = new Users();
    assertThat(users.number(ALICE)).isEqualTo(users.number(user(1)));
    for (int i = 0; i < Users.LIMIT * 2; i++) {
      users.number(user(i));
    }
    assertThat(users.all()).hasSize(Users.LIMIT + 1);
    assertThat(users.number(user(1))).isZero();
  }

  private static ThreadInfo thread(int id) {
    return new ThreadInfo(id, "worker-" + id, id, id, false, false);
  }

  private static Identity user(int id) {
    return new Identity(
        "S-1-5-21-" + id, Identity.Source.THREAD, Identity.Level.IMPERSONATION, id, id, 0);
  }
}
