package io.mapiaudit.output.html;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.Severity;
import io.mapiaudit.output.ReportContext;
import io.mapiaudit.output.ReportedRun;
import io.mapiaudit.output.RuleSheet;
import io.mapiaudit.output.SampleFindings;
import io.mapiaudit.rules.RuleCatalogue;
import io.mapiaudit.rules.RuleInfo;
import io.mapiaudit.rules.Scenario;
import io.mapiaudit.rules.ScenarioThread;
import io.mapiaudit.rules.Users;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Collections;
import java.util.stream.Collectors;

/** Pages about runs that nobody recorded, for tests of the page; its main method writes them. */
final class Stories {

  /** A name that is markup, a script, the end of the data, and that turns what is beside it. */
  static final String HOSTILE =
      "</script><img src=x onerror=\"document.title='owned'\">{{data}}\u202egpj.exe&amp;";

  private Stories() {}

  /** Writes {@code empty.html}, {@code hostile.html} and {@code large.html} into a folder. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Paths.get(arguments[0]);
    Files.write(folder.resolve("empty.html"), page(clean(folder)));
    Files.write(folder.resolve("hostile.html"), page(hostile(folder)));
    Files.write(folder.resolve("large.html"), page(large(folder, 10_000, 100_000)));
  }

  static HtmlReport report() {
    return new HtmlReport(
        new ReportContext(
            "test",
            1_700_000_100_000_000L,
            Severity.HIGH,
            RuleCatalogue.all().stream()
                .map(rule -> sheet(rule.info()))
                .collect(Collectors.toList())));
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
    HtmlReport report = report();
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
