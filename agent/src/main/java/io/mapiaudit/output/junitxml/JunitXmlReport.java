package io.mapiaudit.output.junitxml;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.RunInfo;
import io.mapiaudit.output.LatestFindings;
import io.mapiaudit.output.ReportContext;
import io.mapiaudit.output.ReportedRun;
import io.mapiaudit.output.RuleSheet;
import io.mapiaudit.output.RunTally;
import io.mapiaudit.output.TalliedReport;
import io.mapiaudit.output.UtcTime;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLStreamException;

/**
 * A report as test results: a suite for each run, a test for each rule. A test fails when its rule
 * has found something at or above the severity that fails; lesser and suppressed findings are its
 * output. Build servers read one failure of a test, so all findings of a rule are in one.
 */
public final class JunitXmlReport extends TalliedReport {

  /** The same for all, so that build servers know a rule again from build to build. */
  private static final String CLASS_NAME = "mapi-audit";

  public JunitXmlReport(ReportContext context) {
    super(context);
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    try {
      XmlText xml = new XmlText(out);
      xml.start("testsuites");
      for (Map.Entry<ReportedRun, RunTally> run : runs.entrySet()) {
        suite(xml, run.getKey(), run.getValue());
      }
      xml.end();
      xml.finish();
    } catch (XMLStreamException e) {
      throw e.getCause() instanceof IOException ? (IOException) e.getCause() : new IOException(e);
    }
  }

  private void suite(XmlText xml, ReportedRun run, RunTally tally) throws XMLStreamException {
    Map<String, List<Finding>> byRule = byRule(LatestFindings.process(tally.run()));
    long failures =
        byRule.values().stream().filter(each -> each.stream().anyMatch(context::fails)).count();
    xml.start("testsuite");
    xml.attribute("name", CLASS_NAME + " " + run.name());
    xml.attribute("tests", String.valueOf(byRule.size()));
    xml.attribute("failures", String.valueOf(failures));
    xml.attribute("errors", "0");
    xml.attribute("skipped", "0");
    RunInfo info = tally.run();
    if (info != null) {
      xml.attribute("time", seconds(Math.max(0, tally.lastMicros() - info.startMicros())));
      // Local time without a zone, as the format has it: that of the report is UTC.
      xml.attribute("timestamp", UtcTime.format(info.startMicros()).substring(0, 19));
      xml.attribute("hostname", info.host());
    }
    properties(xml, tally);
    for (Map.Entry<String, List<Finding>> rule : byRule.entrySet()) {
      test(xml, rule.getKey(), rule.getValue());
    }
    xml.end();
  }

  private Map<String, List<Finding>> byRule(String process) {
    Map<String, List<Finding>> byRule = new LinkedHashMap<>();
    for (RuleSheet rule : context.rules()) {
      byRule.put(rule.id(), new ArrayList<>());
    }
    for (Finding finding : findings.all()) {
      if (LatestFindings.process(finding.run()).equals(process)) {
        byRule.computeIfAbsent(finding.rule(), unknown -> new ArrayList<>()).add(finding);
      }
    }
    return byRule;
  }

  private void properties(XmlText xml, RunTally tally) throws XMLStreamException {
    xml.start("properties");
    property(xml, "mapi-audit.version", context.version());
    if (tally.run() != null) {
      property(xml, "pid", String.valueOf(tally.run().pid()));
      property(xml, "transport", tally.run().transport().label());
    }
    property(xml, "ended", String.valueOf(tally.ended()));
    property(xml, "calls", String.valueOf(tally.calls()));
    property(xml, "notifications", String.valueOf(tally.notifications()));
    property(xml, "identities", String.valueOf(tally.identities()));
    property(xml, "lostEvents", String.valueOf(tally.lost()));
    xml.end();
  }

  private static void property(XmlText xml, String name, String value) throws XMLStreamException {
    xml.start("property");
    xml.attribute("name", name);
    xml.attribute("value", value);
    xml.end();
  }

  private void test(XmlText xml, String rule, List<Finding> found) throws XMLStreamException {
    xml.start("testcase");
    xml.attribute("name", rule);
    xml.attribute("classname", CLASS_NAME);
    xml.attribute("time", "0");
    List<Finding> failing = new ArrayList<>();
    List<Finding> others = new ArrayList<>();
    found.forEach(finding -> (context.fails(finding) ? failing : others).add(finding));
    if (!failing.isEmpty()) {
      Finding first = failing.get(0);
      String more = failing.size() == 1 ? "" : " (and " + (failing.size() - 1) + " more)";
      xml.start("failure");
      xml.attribute("type", first.severity().label());
      xml.attribute("message", first.message() + more);
      texts(xml, failing);
      xml.end();
    }
    if (!others.isEmpty()) {
      xml.start("system-out");
      texts(xml, others);
      xml.end();
    }
    xml.end();
  }

  private static void texts(XmlText xml, List<Finding> findings) throws XMLStreamException {
    for (Finding finding : findings) {
      xml.text(FindingText.of(finding));
    }
  }

  private static String seconds(long micros) {
    return String.format(Locale.ROOT, "%.3f", micros / 1e6);
  }
}
