package io.mapiaudit.output;

import io.mapiaudit.cli.Findings;
import io.mapiaudit.model.Finding;
import io.mapiaudit.model.RunInfo;
import io.mapiaudit.model.Severity;
import io.mapiaudit.model.ThreadInfo;
import io.mapiaudit.model.Transport;
import io.mapiaudit.model.event.EventHandler;
import io.mapiaudit.model.event.RunEnded;
import io.mapiaudit.model.event.RunStarted;
import io.mapiaudit.rules.RuleCatalogue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Reports to test formats with. */
public final class SampleReports {

  /** What must come out as text whatever the format does with it: markup, controls, half pairs. */
  public static final String HOSTILE =
      "</failure>]]>\"'&<script>\u0000\u0007\u001b[2J\u0085\u2028\u202e\uffff\ud800!\ud83d\ude00";

  private SampleReports() {}

  /** A context with the rules of the catalogue, in which high findings fail. */
  public static ReportContext context() {
    List<RuleSheet> rules = new ArrayList<>();
    RuleCatalogue.all()
        .forEach(
            rule ->
                rules.add(
                    new RuleSheet(
                        rule.info().id(),
                        rule.info().severity(),
                        rule.info().title(),
                        rule.info().remedy(),
                        rule.info().sources(),
                        RuleCatalogue.page(rule.info().id()))));
    return new ReportContext("0.1.0", Findings.START, Severity.HIGH, rules);
  }

  /** A run of {@link Findings#RUN} and one of another process, with these findings. */
  public static byte[] written(Report report, Path folder, Finding... findings) throws IOException {
    EventHandler first = report.run(new ReportedRun("4711-x", folder));
    EventHandler second = report.run(new ReportedRun("host2/9-y", folder.resolve("none")));
    new RunStarted(1, Findings.START, Findings.RUN).deliverTo(first);
    new RunStarted(1, Findings.START + 5, other()).deliverTo(second);
    Arrays.stream(findings).forEach(report::finding);
    new RunEnded(2, Findings.START + 2_500_000).deliverTo(first);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    report.writeTo(out);
    return out.toByteArray();
  }

  public static RunInfo other() {
    return new RunInfo(
        9,
        "mail02",
        "0.1.0",
        Findings.START + 5,
        Findings.SYSTEM.identity(),
        Transport.UNKNOWN,
        30_000_000L);
  }

  /** All parts; the same of another process; nothing known; suppressed; hostile texts. */
  public static Finding[] all() {
    return new Finding[] {
      Findings.full().build(),
      Findings.withRelated().count(10).build(),
      Findings.full().process(other(), Findings.SYSTEM).severity(Severity.HIGH).build(),
      Findings.bare().process(Findings.RUN, Findings.SYSTEM).build(),
      Findings.full()
          .fingerprint("00000000000000aa")
          .suppressed("accepted | mail team | 2027-01-31")
          .build(),
      Findings.full()
          .fingerprint("00000000000000bb")
          .message(HOSTILE)
          .remedy(HOSTILE)
          .thread(new ThreadInfo(7, HOSTILE, 21, 5120, false, true), HOSTILE)
          .stack(Findings.stack("app//a.B$$Lambda/0x12.run(Unknown Source)", HOSTILE, "("))
          .related(Collections.emptyList())
          .build(),
    };
  }

  public static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
