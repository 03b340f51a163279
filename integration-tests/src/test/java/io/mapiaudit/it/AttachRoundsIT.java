package io.mapiaudit.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Attaches and detaches again and again on one process under load. {@code -Drounds=100} does it as
 * often; the figures after every round go to {@code rounds.txt} and the console.
 */
class AttachRoundsIT {

  private static final int ROUNDS = Integer.getInteger("rounds", 5);

  /** What JVM: its home, the one that runs the tests unless told. */
  private static final Path HOME =
      Path.of(System.getProperty("rounds.java.home", System.getProperty("java.home")));

  private static final int SETTLED = 10;
  private static final long COLLECTING_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final String LOADER = "IsolatedClassLoader";

  /** After a round and full collections. */
  private record Figures(
      int loaders, int threads, int files, long metaspaceKiB, long heapKiB, long closures) {}

  @Test
  void nothing_is_lost_and_nothing_stays() throws Exception {
    Jvm jvm = new LinuxJvm("rounds", HOME);
    Jvms.assumeUsable(jvm);
    StringBuilder table = new StringBuilder();
    Figures settled = null;
    Figures last = null;
    try (ServedDemo demo = ServedDemo.start(jvm, "attach")) {
      demo.play("load 4");
      List<String> alone = demo.play("async-notifications --bridge jni");
      for (int round = 1; round <= ROUNDS; round++) {
        Jvm.Outcome attached = demo.attach("--set", "runs.keep=0");
        assertThat(attached.exitCode()).as(attached.toString()).isZero();
        assertThat(demo.play("async-notifications --bridge jni")).isEqualTo(alone);
        Jvm.Outcome detached = demo.command("detach");
        assertThat(detached.exitCode()).as(detached.toString()).isZero();
        assertThat(ServedDemo.rules(demo.runFolders().get(round - 1)))
            .as("round " + round)
            .hasSize(4);
        last = measure(demo);
        String line = "round " + round + " " + last;
        System.out.println(line);
        table.append(line).append('\n');
        assertThat(last.loaders).as("class loaders of the agent; " + line).isZero();
        if (round == SETTLED) {
          settled = last;
        }
      }
      assertThat(demo.end()).isZero();
    }
    Files.writeString(Project.output("rounds-figures").resolve("rounds.txt"), table);
    if (settled != null) {
      assertThat(last.threads).isLessThanOrEqualTo(settled.threads + 1);
      assertThat(last.files).isLessThanOrEqualTo(settled.files + 1);
      assertThat(last.metaspaceKiB).isLessThanOrEqualTo(settled.metaspaceKiB + 1024);
      assertThat(last.heapKiB).isLessThanOrEqualTo(settled.heapKiB + 1024);
    }
  }

  private static Figures measure(ServedDemo demo) throws Exception {
    String histogram = "";
    // The JVM's compiler may hold on to a class while it compiles a method of it.
    long end = System.nanoTime() + COLLECTING_NANOS;
    for (int i = 0; i < 2 || (count(histogram, LOADER) > 0 && System.nanoTime() < end); i++) {
      jcmd(demo, "GC.run");
      histogram = jcmd(demo, "GC.class_histogram");
    }
    Path proc = Path.of("/proc", demo.pid());
    long closures = files(proc).stream().filter(f -> f.contains("/tmp/ffi")).count();
    Matcher total = Pattern.compile("(?m)^Total +\\d+ +(\\d+)").matcher(histogram);
    return new Figures(
        count(histogram, LOADER),
        entries(proc.resolve("task")).size(),
        // JNA's libffi keeps a file for its closures where the system refuses it writable code.
        (int) (files(proc).size() - closures),
        metaspaceKiB(jcmd(demo, "GC.heap_info")) - freedKiB(jcmd(demo, "VM.metaspace")),
        total.find() ? Long.parseLong(total.group(1)) >> 10 : -1,
        closures);
  }

  private static int count(String histogram, String type) {
    Matcher row =
        Pattern.compile("(?m)^ *\\d+: +(\\d+) +\\d+ +\\S*" + type + "( |$)").matcher(histogram);
    return row.find() ? Integer.parseInt(row.group(1)) : 0;
  }

  private static long metaspaceKiB(String heap) {
    Matcher used = Pattern.compile("Metaspace +used (\\d+)K").matcher(heap);
    return used.find() ? Long.parseLong(used.group(1)) : -1;
  }

  /**
   * What the JVM keeps for the next class of the same loader. Each transformation of a class frees
   * the constant pool of the one before.
   */
  private static long freedKiB(String metaspace) {
    Matcher freed =
        Pattern.compile("(?s)Total Usage.*?Both:.*?deallocated: \\d+ blocks with ([0-9.]+) (KB|MB)")
            .matcher(metaspace);
    if (!freed.find()) {
      return 0;
    }
    double unit = freed.group(2).equals("MB") ? 1024 : 1;
    return Math.round(Double.parseDouble(freed.group(1)) * unit);
  }

  private static String jcmd(ServedDemo demo, String command) throws Exception {
    return Processes.run(
            List.of(HOME.resolve("bin/jcmd").toString(), demo.pid(), command), Map.of())
        .out();
  }

  private static List<Path> entries(Path folder) throws IOException {
    try (var entries = Files.list(folder)) {
      return entries.toList();
    }
  }

  private static List<String> files(Path proc) throws IOException {
    return entries(proc.resolve("fd")).stream().map(AttachRoundsIT::target).toList();
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException closed) {
      return "";
    }
  }
}
