package io.mapiaudit.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong around the agent never reaches the application, and the agent says what it is. */
class FaultsIT {

  private static final Jvm JVM = LinuxJvm.own();
  private static final int A_SEGMENT_IN_CALLS = 16_000;

  /**
   * Calls of each thread, some of them while the test meddles: 1 MB of acknowledgements and more.
   */
  private static final long BEFORE = 3 * A_SEGMENT_IN_CALLS;

  /**
   * Calls of each thread once it has: more than fits into the nine segments of half the size that
   * may have been there already.
   */
  private static final long AFTER = 6 * A_SEGMENT_IN_CALLS;

  @Test
  void agent_stays_out_where_there_is_no_room_for_a_journal() throws Exception {
    try (SmallDisk disk = SmallDisk.mount("no-room", "size=64k")) {
      assertThat(unchanged("no-room", LoadRun.options(JVM, disk.folder()), 1_000))
          .singleElement()
          .asString()
          .startsWith("mapi-audit: stays out, the application runs unaudited: ")
          .contains("No space left on device")
          .contains("cannot record in " + disk.folder())
          .contains("set the key 'dir' to another directory");
    }
  }

  @Test
  void agent_goes_on_and_counts_its_losses_when_the_disk_fills_up() throws Exception {
    // Room for two segments: the third takes the place of the first.
    try (SmallDisk disk = SmallDisk.mount("fills-up", "size=20m");
        SmallDisk.LeastRoom room = disk.watch()) {
      String options = LoadRun.options(JVM, disk.folder());

      assertThat(unchanged("fills-up", options, 4 * A_SEGMENT_IN_CALLS)).isEmpty();
      assertThat(room.bytes()).as("left to the application, all the time").isGreaterThan(1 << 20);

      Path run = LoadRun.runFolder(disk.folder());
      RecordedCalls calls = RecordedCalls.in(run);
      assertThat(calls.corruptions()).isEmpty();
      assertThat(calls.events()).isPositive();
      assertThat(Files.readString(run.resolve("agent.log")))
          .contains("No space left on device")
          .containsPattern("\\d+ event\\(s\\) in the oldest segments were dropped");
    }
  }

  @Test
  void agent_stays_out_of_a_folder_it_cannot_write() throws Exception {
    try (SmallDisk disk = SmallDisk.mount("read-only", "size=64k,ro")) {
      assertThat(unchanged("read-only", LoadRun.options(JVM, disk.folder()), 1_000))
          .singleElement()
          .asString()
          .startsWith("mapi-audit: stays out, the application runs unaudited: ")
          .contains(disk.folder() + ", which the key 'dir' names")
          .contains("Read-only file system");
    }
  }

  @Test
  void recording_goes_on_when_its_segments_are_deleted() throws Exception {
    Path run = whileRunning("deleted-segments", FaultsIT::deleteSegments);

    RecordedCalls calls = RecordedCalls.in(run);
    assertThat(calls.corruptions()).isEmpty();
    assertThat(returned(calls)).isBetween(1L, LoadRun.THREADS * (BEFORE + AFTER) - 1);
    assertThat(Files.readString(run.resolve("agent.log"))).contains("agent - ended");
  }

  @Test
  void recording_goes_on_when_its_folder_is_moved_away() throws Exception {
    Path elsewhere = Project.output("linux-faults/moved");

    Path run =
        whileRunning(
            "moved-folder", folder -> Files.move(folder, elsewhere.resolve(folder.getFileName())));

    RecordedCalls calls = RecordedCalls.in(run);
    assertThat(calls.corruptions()).isEmpty();
    assertThat(returned(calls)).isPositive();
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of("dirr=x", List.of("dirr", "no such key", "Fix: write dir")),
        Arguments.of("release.stall=soon", List.of("release.stall", "soon", "30 s")),
        Arguments.of("journal.max-size=1 KiB", List.of("journal.max-size", "1 MiB")),
        Arguments.of("enabled=perhaps", List.of("enabled", "perhaps", "true")),
        Arguments.of("config=/no/such/file.conf", List.of("/no/such/file.conf", "config")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void a_mistake_in_the_configuration_is_named_with_its_fix(String mistake, List<String> words)
      throws Exception {
    Path dir = Project.output("linux-faults/mistake-dir");

    List<String> said = unchanged("mistake", LoadRun.options(JVM, dir) + "," + mistake, 1_000);

    assertThat(said).hasSize(2);
    assertThat(said.get(0)).startsWith("mapi-audit: configuration: ").contains(words);
    assertThat(said.get(1))
        .isEqualTo(
            "mapi-audit: stays out because of its configuration; the application runs unaudited");
    assertThat(dir).isEmptyDirectory();
  }

  /** Something to do to the folder of a run in progress. */
  private interface Meddling {
    void with(Path runFolder) throws IOException;
  }

  private static Path whileRunning(String name, Meddling meddling) throws Exception {
    Path folder = Project.output("linux-faults/" + name);
    Path dir = Files.createDirectory(folder.resolve("dir"));
    String options = LoadRun.options(JVM, dir) + ",journal.max-size=128MiB";
    LoadRun.Load after = LoadRun.Load.of(AFTER);
    try (LoadRun run = LoadRun.startTwice(JVM, folder, options, BEFORE, after)) {
      run.awaitOutput(1_000_000);
      meddling.with(LoadRun.runFolder(dir));
      run.goOn();
      assertThat(run.await()).as(run.err()).isZero();
      assertThat(run.acknowledged()).containsOnly(AFTER);
      assertThat(run.err()).isEmpty();
    }
    return LoadRun.runFolder(dir);
  }

  private static long returned(RecordedCalls calls) {
    return IntStream.range(0, LoadRun.THREADS)
        .mapToLong(t -> calls.of("load-" + t).returned())
        .sum();
  }

  private static void deleteSegments(Path run) throws IOException {
    try (Stream<Path> files = Files.list(run)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".maj")).toList()) {
        Files.delete(file);
      }
    }
  }

  /** What the agent said on the error output; the application itself did as it does without. */
  private static List<String> unchanged(String name, String options, long calls) throws Exception {
    Path folder = Project.output("linux-faults/" + name);
    try (LoadRun run = LoadRun.start(JVM, folder, options, LoadRun.Load.of(calls))) {
      assertThat(run.await()).as(run.err()).isZero();
      assertThat(run.sortedOut())
          .containsExactlyElementsOf(
              LongStream.range(0, LoadRun.THREADS)
                  .boxed()
                  .flatMap(t -> LongStream.rangeClosed(1, calls).mapToObj(n -> t + " " + n))
                  .sorted()
                  .toList());
      return run.err().lines().toList();
    }
  }
}
