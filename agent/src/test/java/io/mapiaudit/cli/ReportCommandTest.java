package io.mapiaudit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Severity;
import io.mapiaudit.model.event.Event;
import io.mapiaudit.model.event.EventHandler;
import io.mapiaudit.model.event.RunStarted;
import io.mapiaudit.output.SampleReports;
import io.mapiaudit.output.jsonl.FindingJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest extends CommandLineTestBase {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir Path root;

  /** What the rules find in a run, by the name of its folder. */
  private final Map<String, List<Finding>> found = new HashMap<>();

  @BeforeEach
  void connect() {
    replay =
        new Replay(
            folder -> new OneEvent(), (findings, observer) -> new FakeJudge(findings), progress());
  }

  private static Progress progress() {
    return new Progress(System.err, false, System::nanoTime);
  }

  @Test
  void formatIsThatOfTheName_orTheOneAskedFor() throws IOException {
    String run = recorded("a", Findings.full().build()).toString();

    assertThat(run("report", run, "-o", file("r.sarif"))).isEqualTo(1);
    assertThat(text("r.sarif")).contains("\"version\" : \"2.1.0\"");
    assertThat(run("report", run, "-o", file("r.sarif.json"))).isEqualTo(1);
    assertThat(text("r.sarif.json")).contains("\"version\" : \"2.1.0\"");
    assertThat(run("report", run, "-o", file("r.XML"))).isEqualTo(1);
    assertThat(text("r.XML")).contains("<testsuites>");
    assertThat(run("report", run, "-o", file("r.json"))).isEqualTo(1);
    assertThat(text("r.json")).startsWith("{\"schema\":1,\"tool\":");
    assertThat(run("report", run, "-o", file("r.txt"), "--format", "JUnit")).isEqualTo(1);
    assertThat(text("r.txt")).contains("<testsuites>");
    assertThat(out()).contains("1 finding in 1 run: 1 critical\nReport: " + file("r.txt") + "\n");
  }

  @Test
  void exitCode_isThatOfTheFindings() throws IOException {
    String medium = recorded("a", Findings.bare().severity(Severity.MEDIUM).build()).toString();

    assertThat(run("report", medium, "-o", file("r.json"))).isZero();
    assertThat(json("r.json").get("verdict").asText()).isEqualTo("passed");
    assertThat(run("report", medium, "-o", file("r.json"), "--fail-on", "medium")).isEqualTo(1);
    assertThat(json("r.json").get("verdict").asText()).isEqualTo("failed");
    assertThat(run("report", medium, "-o", file("r.json"), "--fail-on=none")).isZero();
    assertThat(json("r.json").get("failOn").asText()).isEqualTo("none");
  }

  @Test
  void suppressions_areInTheReport_andDoNotFail() throws IOException {
    String run = recorded("a", Findings.full().build()).toString();
    Path file = root.resolve("suppressions");
    Files.write(
        file,
        "async-notification-in-process-identity:com.acme.Sink.onNotify | known | mail team | 2099-01-31\n"
            .getBytes(StandardCharsets.UTF_8));

    assertThat(run("report", run, "-o", file("r.json"), "--suppressions", file.toString()))
        .isZero();
    assertThat(json("r.json").at("/findings/0/suppressed").asText()).contains("known");
  }

  @Test
  void whatIsThere_isReplaced_andNothingElseIsLeft() throws IOException {
    String run = recorded("a").toString();
    Path folder = Files.createDirectory(root.resolve("out"));
    Files.write(folder.resolve("r.json"), new byte[100_000]);

    assertThat(run("report", run, "-o", folder.resolve("r.json").toString(), "--json")).isZero();

    assertThat(json("out/r.json").get("verdict").asText()).isEqualTo("passed");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
    JsonNode told = MAPPER.readTree(out());
    assertThat(told.get("report").asText()).isEqualTo(folder.resolve("r.json").toString());
    assertThat(told.get("bytes").asLong()).isEqualTo(Files.size(folder.resolve("r.json")));
  }

  @Test
  void whereNothingCanBeWritten_isSaid_beforeTheWork() throws IOException {
    String run = recorded("a").toString();

    assertThat(run("report", run, "-o", file("missing/r.json"))).isEqualTo(2);
    assertThat(err()).contains("-o needs a folder that is not there: " + root.resolve("missing"));
    assertThat(run("report", run, "-o", root.toString(), "--format=json")).isEqualTo(2);
    assertThat(err()).contains("-o names a folder: " + root);
    assertThat(run("report", run)).isEqualTo(2);
    assertThat(err()).contains("-o is missing");
    assertThat(run("report", run, "-o", file("r.doc"))).isEqualTo(2);
    assertThat(err()).contains("does not tell the format");
    assertThat(run("report", run, "-o", file("r.xml"), "--format=pdf")).isEqualTo(2);
    assertThat(err()).contains("'pdf' is not one of html, sarif, junit, json");
  }

  @Test
  void diff_tellsNewGoneAndStillThere_ofThreeRunsMadeToDiffer() throws IOException {
    Finding logon = place("impersonated-logon", Severity.MEDIUM, "aa", 3);
    Finding release = place("session-crosses-identities", Severity.HIGH, "bb", 1);
    Finding callback = place("async-notification-in-process-identity", Severity.CRITICAL, "cc", 7);
    String one = recorded("one", logon, release).toString();
    String two = recorded("two", logon.toBuilder().count(30).build(), callback).toString();
    String three = recorded("three", logon).toString();

    assertThat(run("report", "--diff", one, two)).isEqualTo(1);
    assertThat(out())
        .isEqualTo(
            "New:\n"
                + "  CRITICAL async-notification-in-process-identity at com.acme.Place.cc(Place.java),"
                + " 7 times\n"
                + "Gone:\n"
                + "  HIGH session-crosses-identities at com.acme.Place.bb(Place.java), once\n"
                + "Still there:\n"
                + "  MEDIUM impersonated-logon at com.acme.Place.aa(Place.java), 30 times instead of"
                + " 3\n"
                + "1 new, 1 gone, 1 still there\n");
    assertThat(run("report", "--diff", "--fail-on=none", one, two)).isZero();

    assertThat(run("report", "--diff", two, three)).isZero();
    assertThat(out()).endsWith("0 new, 1 gone, 1 still there\n");
    assertThat(run("report", "--diff", three, one)).isEqualTo(1);
    assertThat(out())
        .contains(
            "  MEDIUM impersonated-logon at com.acme.Place.aa(Place.java), 3 times as before\n")
        .endsWith("1 new, 0 gone, 1 still there\n");
    assertThat(run("report", "--diff", three, one, "--fail-on", "critical")).isZero();
  }

  @Test
  void diff_ofReportsWrittenBefore_isThatOfTheirRuns() throws IOException {
    Finding logon = place("impersonated-logon", Severity.MEDIUM, "aa", 3);
    Finding release = place("session-crosses-identities", Severity.HIGH, "bb", 1);
    String one = recorded("one", logon).toString();
    String two = recorded("two", logon, release).toString();
    run("report", one, "-o", file("one.json"));
    run("report", two, "-o", file("two.json"));
    Path lines = root.resolve("findings.jsonl");
    Files.write(
        lines,
        Stream.of(logon, logon.toBuilder().count(5).build(), release)
            .map(FindingJson::line)
            .collect(Collectors.toList()),
        StandardCharsets.UTF_8);
    int before = out().length();

    assertThat(run("report", "--diff", file("one.json"), file("two.json"), "--json")).isEqualTo(1);
    JsonNode told = MAPPER.readTree(out().substring(before));
    assertThat(told.at("/new/0/fingerprint").asText()).isEqualTo("bb");
    assertThat(told.at("/still/0/countBefore").asInt()).isEqualTo(3);
    assertThat(told.get("gone")).isEmpty();

    assertThat(run("report", "--diff", two, lines.toString())).isZero();
    assertThat(out()).contains("5 times instead of 3").endsWith("0 new, 0 gone, 2 still there\n");
  }

  @Test
  void diff_failsForWhatBecameGraver_orLostItsSuppression() throws IOException {
    Finding deleted = place("profile-deleted-in-use", Severity.HIGH, "aa", 1);
    String before = recorded("one", deleted).toString();
    String after =
        recorded("two", deleted.toBuilder().severity(Severity.CRITICAL).build()).toString();
    String known = recorded("three", deleted.toBuilder().suppressed("known").build()).toString();

    assertThat(run("report", "--diff", before, after)).isZero();
    assertThat(out()).contains("once as before, was high\n");
    assertThat(run("report", "--diff", before, after, "--fail-on=critical")).isEqualTo(1);
    assertThat(run("report", "--diff", known, before)).isEqualTo(1);
    assertThat(out()).contains("once as before, was suppressed\n");
    assertThat(run("report", "--diff", before, known)).isZero();
  }

  @Test
  void diff_ofOneDefectInTwoProcesses_countsItOnce() throws IOException {
    Finding logon = place("impersonated-logon", Severity.MEDIUM, "aa", 3);
    Finding elsewhere =
        logon.toBuilder().process(SampleReports.other(), Findings.SYSTEM).count(4).build();
    String one = recorded("one", logon).toString();
    String two = recorded("two", logon, elsewhere).toString();

    assertThat(run("report", "--diff", one, two)).isZero();
    assertThat(out()).contains("7 times instead of 3");
  }

  @Test
  void diff_ofSomethingElse_isRefused() throws IOException {
    String run = recorded("a").toString();
    Path other = root.resolve("other.json");
    Files.write(other, "[]".getBytes(StandardCharsets.UTF_8));

    assertThat(run("report", "--diff", run)).isEqualTo(2);
    assertThat(err()).contains("--diff compares two sets of runs");
    assertThat(run("report", "--diff", run, run, "-o", file("r.json"))).isEqualTo(2);
    assertThat(run("report", "--diff", run, other.toString())).isEqualTo(10);
    assertThat(err()).contains(other + " is neither a JSON report nor a findings.jsonl");
  }

  private static Finding place(String rule, Severity severity, String print, long count) {
    return new Finding.Builder(rule, severity)
        .process(Findings.RUN, Findings.SYSTEM)
        .fingerprint(print)
        .stack(
            Findings.stack(
                "java.lang.Object.wait(Native Method)", "com.acme.Place." + print + "(Place.java)"))
        .count(count)
        .build();
  }

  private String file(String name) {
    return root.resolve(name).toString();
  }

  private String text(String name) throws IOException {
    return new String(Files.readAllBytes(root.resolve(name)), StandardCharsets.UTF_8);
  }

  private JsonNode json(String name) throws IOException {
    return MAPPER.readTree(text(name));
  }

  private Path recorded(String name, Finding... findings) throws IOException {
    Path folder = Files.createDirectories(root.resolve("runs").resolve(name));
    Files.write(folder.resolve("journal-000001.maj"), new byte[0]);
    found.put(name, Arrays.asList(findings));
    return folder;
  }

  /** Finds what was put down for the runs. */
  private final class FakeJudge implements Judge {
    private final Consumer<Finding> findings;
    private final Deque<String> names = new ArrayDeque<>();

    FakeJudge(Consumer<Finding> findings) {
      this.findings = findings;
    }

    @Override
    public EventHandler run(String name) {
      names.add(name);
      return new EventHandler() {};
    }

    @Override
    public void finish() {
      names.forEach(name -> found.get(name).forEach(findings));
    }
  }

  /** The start of {@link Findings#RUN}. */
  private static final class OneEvent implements Recording {
    private Event event = new RunStarted(1, Findings.START, Findings.RUN);

    @Override
    public Event peek() {
      return event;
    }

    @Override
    public Event next() {
      Event next = event;
      event = null;
      return next;
    }

    @Override
    public void close() {}
  }
}
