package io.mapiaudit.output.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.ThreadInfo;
import io.mapiaudit.model.event.NativeThreadEnded;
import io.mapiaudit.model.event.NativeThreadSeen;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Native threads have lanes from their birth to their end; who is not of MAPI is counted. */
class NativeLanesTest {

  private static final Identity SERVICE = io.mapiaudit.rules.Users.SERVICE;
  private static final Identity ALICE = io.mapiaudit.rules.Users.ALICE;

  @TempDir Path folder;

  private final Users users = new Users();
  private final Lanes lanes = new Lanes(users, () -> 50);
  private final NativeLanes natives = new NativeLanes(lanes);

  @Test
  void lane_goesFromBirthToEnd_inTheColoursOfItsToken() {
    natives.seen(seen(1, 5_000, 2_000, SERVICE, true), 1_000);
    natives.swept(5_010);
    natives.seen(seen(1, 9_000, 2_000, ALICE, true), 1_000);
    natives.swept(9_010);
    natives.ended(new NativeThreadEnded(3, 20_000, thread(1), 15_000));

    Lane lane = lanes.find(thread(1));
    assertThat(lane.firstMicros()).isEqualTo(2_000);
    assertThat(lane.calls()).isZero();
    assertSegment(lane, 0, 2_000, 9_000, SERVICE);
    assertSegment(lane, 1, 9_000, 15_000, ALICE);
    assertMark(lane, 0, MarkKind.BIRTH, 2_000, 2_000);
    assertMark(lane, 1, MarkKind.END, 15_000, 20_000);
    assertThat(lane.life().endedMicros()).isEqualTo(15_000);
  }

  @Test
  void threadThatIsOlderThanTheRecording_hasNoMarkOfItsBirth() {
    natives.seen(seen(1, 5_000_000, 20, SERVICE, true), 4_000_000);
    natives.swept(6_000_000);
    natives.close();

    Lane lane = lanes.find(thread(1));
    assertSegment(lane, 0, 4_000_000, 6_000_000, SERVICE);
    assertThat(lane.marks().size()).isZero();
    assertThat(lane.life().bornMicros()).isEqualTo(20);
  }

  @Test
  void whenRecordingGoesOn_threadsAreToldAnew() {
    natives.seen(seen(1, 5_000, 2_000, SERVICE, true), 1_000);
    natives.swept(5_010);
    natives.switched(false, 6_000);
    natives.switched(true, 9_000);
    natives.seen(seen(2, 10_000, 2_000, SERVICE, true), 1_000);
    natives.swept(11_000);
    natives.close();

    assertSegment(lanes.find(thread(1)), 0, 2_000, 5_010, SERVICE);
    assertThat(lanes.find(thread(1)).count(MarkKind.END)).isZero();
    assertSegment(lanes.find(thread(2)), 0, 9_000, 11_000, SERVICE);
    assertThat(lanes.find(thread(2)).count(MarkKind.BIRTH)).isZero();
  }

  @Test
  void threadsOfOtherLibraries_areCounted_untilAFindingIsAboutThem() {
    for (int id = 1; id <= 3; id++) {
      natives.seen(seen(id, 5_000, 2_000, ALICE, false), 1_000);
    }
    assertThat(lanes.size()).isZero();
    assertThat(lanes.groups().get(0).name()).isEqualTo("native, of some.dll");
    assertThat(lanes.groups().get(0).threads()).isEqualTo(3);

    natives.needed(thread(2)).add(MarkKind.FINDING, 6_000, 6_000, 0);

    assertThat(lanes.foldedThreads()).isEqualTo(2);
    assertThat(lanes.threads()).isEqualTo(3);
    assertThat(lanes.groups().get(0).threads()).isEqualTo(2);
    assertMark(lanes.find(thread(2)), 0, MarkKind.BIRTH, 2_000, 2_000);
  }

  @Test
  void lanesOfMapi_comeBeforeOtherNativeOnes() {
    natives.seen(seen(1, 5_000, 2_000, ALICE, false), 1_000);
    natives.needed(thread(1));
    natives.seen(seen(2, 5_000, 2_000, ALICE, true), 1_000);
    lanes.keepBest(1);

    assertThat(lanes.find(thread(2))).isNotNull();
    assertThat(lanes.find(thread(1))).isNull();
  }

  @Test
  void manyShortThreads_stayBounded_andAreAllCounted() {
    for (int id = 1; id <= 20_000; id++) {
      natives.seen(seen(id, id, id, SERVICE, id % 2 == 0), 1);
    }

    assertThat(lanes.size()).isLessThanOrEqualTo(50);
    assertThat(natives.threads()).isEqualTo(20_000);
    assertThat(lanes.foldedThreads() + lanes.size()).isEqualTo(20_000);
    assertThat(lanes.groups().stream().mapToLong(Lanes.Group::calls).sum()).isZero();
    assertThat(natives.followed()).isEqualTo(NativeLanes.MAX_ALIVE);
    assertThat(natives.needed(thread(1)).life()).as("not followed any more").isNull();
  }

  @Test
  void page_marksEveryWorkerThatRunsAsTheProcess() throws Exception {
    HtmlReport report = Stories.report();
    Stories.nativeThreads(Stories.told(report, folder));
    String page = Stories.text(report);
    JsonNode run =
        new ObjectMapper()
            .readTree(page.replaceAll("(?s).*id=\"data\">(.*?)</script>.*", "$1"))
            .get("runs")
            .get(0);

    assertThat(run.get("nativeThreads").asInt()).isEqualTo(6);
    assertThat(run.at("/others/groups").toString()).isEqualTo("[[\"native, of ntdll.dll\",3,0]]");
    for (int osId = 6001; osId <= 6003; osId++) {
      JsonNode lane = lane(run, osId);
      assertThat(lane.get("native").asBoolean()).isTrue();
      assertThat(lane.get("mapi").asBoolean()).isTrue();
      assertThat(lane.at("/counts/" + MarkKind.FINDING.code()).asInt()).as("" + osId).isEqualTo(1);
      assertThat(lane.at("/counts/" + MarkKind.BIRTH.code()).asInt()).isEqualTo(1);
      assertThat(lane.at("/counts/" + MarkKind.END.code()).asInt()).isEqualTo(osId == 6002 ? 1 : 0);
    }
    assertThat(lane(run, 6001).get("name").asText()).isEqualTo("exmapi32.dll+0x1f40");
    assertThat(lane(run, 6003).get("segments")).as("Alice, then the process").hasSize(8);
  }

  private static JsonNode lane(JsonNode run, int osId) {
    for (JsonNode lane : run.get("lanes")) {
      if (lane.get("os").asInt() == osId) {
        return lane;
      }
    }
    throw new AssertionError("no lane of " + osId);
  }

  private void assertSegment(Lane lane, int segment, long start, long end, Identity user) {
    assertThat(lane.segments().field(segment, Segments.START)).isEqualTo(start);
    assertThat(lane.segments().field(segment, Segments.END)).isEqualTo(end);
    assertThat(lane.segments().field(segment, Segments.USER)).isEqualTo(users.number(user));
  }

  private static void assertMark(Lane lane, int mark, MarkKind kind, long start, long end) {
    assertThat(lane.marks().field(mark, Marks.KIND)).isEqualTo(kind.code());
    assertThat(lane.marks().field(mark, Marks.START)).isEqualTo(start);
    assertThat(lane.marks().field(mark, Marks.END)).isEqualTo(end);
  }

  private static NativeThreadSeen seen(
      int number, long micros, long born, Identity identity, boolean ofMapi) {
    return new NativeThreadSeen(
        1, micros, thread(number), identity, "some.dll", 0x10001f40, 0x10000000, born, ofMapi);
  }

  private static ThreadInfo thread(int number) {
    return new ThreadInfo(-number, "native", 0, 6000L + number, false, false);
  }
}
