package io.mapiaudit.output.html;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.Severity;
import io.mapiaudit.output.ReportContext;
import io.mapiaudit.output.ReportedRun;
import io.mapiaudit.output.RuleSheet;
import io.mapiaudit.output.SampleFindings;
import io.mapiaudit.output.jsonl.SampleLog;
import io.mapiaudit.rules.RuleCatalogue;
import io.mapiaudit.rules.RuleInfo;
import io.mapiaudit.rules.Scenario;
import io.mapiaudit.rules.ScenarioProcess;
import io.mapiaudit.rules.ScenarioThread;
import io.mapiaudit.rules.Users;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Pages about runs that nobody recorded, for tests of the page; its main method writes them. */
final class Stories {

  /** A name that is markup, a script, the end of the data, and that turns what is beside it. */
  static final String HOSTILE =
      "</script><img src=x onerror=\"document.title='owned'\">{{data}}\u202egpj.exe&amp;";

  static final String ACCEPTED = "known since the pilot (mail team, until 2030-01-01)";

  private Stories() {}

  /**
   * Writes {@code empty.html}, {@code hostile.html}, {@code large.html} and {@code soak.html} into
   * a folder.
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Paths.get(arguments[0]);
    Files.write(folder.resolve("empty.html"), page(clean(folder)));
    Files.write(folder.resolve("hostile.html"), page(hostile(folder)));
    Path samples = Files.createDirectories(folder.resolve("soak"));
    Files.write(folder.resolve("soak.html"), page(soak(samples)));
    Files.write(folder.resolve("large.html"), page(large(folder, 10_000, 100_000)));
  }

  static HtmlReport report() {
    return report(HtmlReport.MAX_BYTES);
  }

  static HtmlReport report(int maxBytes) {
    return new HtmlReport(
        new ReportContext(
            "test",
            1_700_000_100_000_000L,
            Severity.HIGH,
            RuleCatalogue.all().stream()
                .map(rule -> sheet(rule.info()))
                .collect(Collectors.toList())),
        maxBytes);
  }

  private static RuleSheet sheet(RuleInfo info) {
    return new RuleSheet(
        info.id(),
        info.severity(),
        info.title(),
        info.remedy(),
        info.sources(),
        "# " + info.id() + "\n\n**" + info.title() + "**\n\n## Remedy\n\n- " + info.remedy());
  }

  static byte[] page(HtmlReport report) throws IOException {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    report.writeTo(page);
    return page.toByteArray();
  }

  static String text(HtmlReport report) throws IOException {
    return new String(page(report), StandardCharsets.UTF_8);
  }

  /** A story that a report listens to, of one run. */
  static Scenario told(HtmlReport report, Path folder) {
    return new Scenario(
        report.observer(), report.run(new ReportedRun("p1", folder)), report::finding);
  }

  /** The service account works for itself. */
  static HtmlReport clean(Path folder) {
    HtmlReport report = report();
    Scenario story = told(report, folder);
    ScenarioThread worker = story.thread("worker");
    long session = worker.logon();
    long store = worker.openStore(session);
    worker.use(store).succeeds();
    worker.release(store).logoff(session).release(session);
    story.process().end();
    story.finish();
    return report;
  }

  /** A notification that runs as the process, of people and threads with bad names. */
  static HtmlReport hostile(Path folder) {
    HtmlReport report = report();
    tell(told(report, folder), HOSTILE);
    return report;
  }

  /**
   * A run with samples, native threads and a finding that is accepted.
   *
   * @param folder gets the samples of an hour: calls and the heap grow
   */
  static HtmlReport soak(Path folder) throws IOException {
    try (SampleLog log = new SampleLog(folder)) {
      for (int minute = 0; minute <= 60; minute++) {
        log.add(sample(minute));
      }
    }
    HtmlReport report = report();
    Scenario story = told(report, folder);
    nativeThreads(story);
    report.finding(
        SampleFindings.complete().seen(story.now(), story.now()).suppressed(ACCEPTED).build());
    return report;
  }

  private static Map<String, Object> sample(int minute) {
    Map<String, Object> findings = new LinkedHashMap<>();
    findings.put("critical", 0);
    findings.put("high", minute < 20 ? 0 : 1);
    Map<String, Object> sample = new LinkedHashMap<>();
    sample.put(
        "time",
        String.format(
            Locale.ROOT, "2026-01-31T%02d:%02d:00.000000Z", 8 + minute / 60, minute % 60));
    sample.put("calls", minute * 1_000);
    sample.put("identities", 2);
    sample.put("sessions", minute % 7);
    sample.put("findings", findings);
    sample.put("heapUsed", (40L + minute) << 20);
    sample.put("threads", 30);
    return sample;
  }

  /**
   * Threads that sweeps see beside a session of Alice's: of MAPI 6001 and 6002, the same code run
   * as the process, of which the second ends; 6003, which is Alice and then the process; and three
   * of another library.
   */
  static void nativeThreads(Scenario story) {
    ScenarioThread alice = story.thread("alice");
    ScenarioProcess process = story.process().named(Users.ALICE, "CORP\\alice");
    alice.impersonate(Users.ALICE).logon("Alice");
    for (int osId = 7001; osId <= 7003; osId++) {
      process.nativeThread(osId, "ntdll.dll", Users.SERVICE);
    }
    process.sweeps(
        process.nativeWorker(6001, "exmapi32.dll", Users.SERVICE),
        process.nativeWorker(6002, "exmapi32.dll", Users.SERVICE),
        process.nativeWorker(6003, "rpcrt4.dll", Users.ALICE));
    process.nativeThreadEnded(6002).nativeThreadEnded(7001).sweeps();
    process.sweeps(process.nativeWorker(6003, "rpcrt4.dll", Users.SERVICE));
    process.sweeps().end();
    story.finish();
  }

  /** A notification that runs as the process, and work that is handed over. */
  static void tell(Scenario story, String name) {
    ScenarioThread poller = story.thread(name);
    story.process().named(Users.ALICE, "CORP\\" + name).named(Users.SERVICE, "SYSTEM");
    poller.impersonate(Users.ALICE);
    long session = poller.logon(name);
    long store = poller.openStore(session);
    long sink = poller.newSink(7, 9);
    long connection = poller.advise(store, sink);
    story.process().nativeThread("callback").notification(sink, 9, 7).succeeds();
    ScenarioThread pool = story.thread("pool-1-thread-1");
    long task = poller.submits();
    pool.begins(task);
    pool.use(store).succeeds();
    pool.ends(task);
    poller.unadvise(store, connection).release(store).logoff(session).release(session).revert();
    story.process().end();
    story.finish();
  }

  /**
   * Many threads, and findings that the rules would not tell apart from each other by themselves.
   */
  static HtmlReport large(Path folder, int threads, int findings) {
    return large(report(), folder, threads, findings);
  }

  static HtmlReport large(HtmlReport report, Path folder, int threads, int findings) {
    Scenario story = told(report, folder);
    for (int i = 0; i < threads; i++) {
      ScenarioThread thread = story.thread("pool-" + i % 7 + "-thread-" + i);
      thread.impersonate(i % 2 == 0 ? Users.ALICE : Users.BOB);
      thread.call(Kind.CALL, "IMsgStore", "GetProps").on(i).succeeds();
      thread.revert();
    }
    Severity[] severities = Severity.values();
    for (int i = 0; i < findings; i++) {
      report.finding(finding(i, severities[i % severities.length], story.now()));
    }
    story.process().end();
    story.finish();
    return report;
  }

  private static Finding finding(int number, Severity severity, long micros) {
    return SampleFindings.complete()
        .severity(severity)
        .fingerprint("f" + number)
        .seen(micros, micros + number)
        .message("Finding " + number + ": " + SampleFindings.complete().build().message())
        .stack(ScenarioThread.stackIn("com.acme.Place" + number + ".poll"))
        .related(Collections.emptyList())
        .build();
  }
}
