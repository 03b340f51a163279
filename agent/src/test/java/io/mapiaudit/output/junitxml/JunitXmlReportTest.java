package io.mapiaudit.output.junitxml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapiaudit.model.Finding;
import io.mapiaudit.output.SampleReports;
import io.mapiaudit.rules.RuleCatalogue;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

class JunitXmlReportTest {

  /** Of the plugin by which Jenkins reads test results. */
  private static final String SCHEMA = "/com/thalesgroup/dtkit/junit/model/xsd/junit-1.0.xsd";

  @TempDir Path folder;

  @Test
  void anyReport_isValidByTheSchemaOfJenkins() throws Exception {
    validate(written(SampleReports.all()));
    validate(written());
  }

  @Test
  void schema_isAppliedAtAll() throws Exception {
    String text = SampleReports.text(written(SampleReports.all()));

    assertThatThrownBy(
            () -> validate(text.replace("<failure ", "<mishap ").getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(SAXException.class);
    assertThatThrownBy(
            () ->
                validate(
                    text.replaceFirst(" tests=", " examinations=")
                        .getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(SAXException.class);
  }

  @Test
  void suiteForEachRun_testForEachRule() throws Exception {
    Document xml = parse(written(SampleReports.all()));

    assertThat(number(xml, "count(/testsuites/testsuite)")).isEqualTo(2);
    assertThat(number(xml, "count(//testsuite[1]/testcase)")).isEqualTo(RuleCatalogue.ids().size());
    assertThat(text(xml, "//testsuite[1]/@name")).isEqualTo("mapi-audit 4711-x");
    assertThat(text(xml, "//testsuite[1]/@time")).isEqualTo("2.500");
    assertThat(text(xml, "//testsuite[1]/@timestamp")).isEqualTo("2026-03-01T12:00:00");
    assertThat(text(xml, "//testsuite[1]/@hostname")).isEqualTo("mail01");
    assertThat(text(xml, "//testsuite[1]/@failures")).isEqualTo("1");
    assertThat(text(xml, "//testsuite[2]/@failures")).isEqualTo("1");
    assertThat(number(xml, "count(//testsuite[1]//failure)")).isEqualTo(1);
  }

  @Test
  void failure_isTheFindings_andWhatDoesNotFailIsOutput() throws Exception {
    Document xml = parse(written(SampleReports.all()));
    String test = "//testsuite[1]/testcase[@name='async-notification-in-process-identity']";

    assertThat(text(xml, test + "/failure/@message"))
        .startsWith("A notification of session 1 ran as NT AUTHORITY\\SYSTEM")
        .endsWith("(and 1 more)");
    assertThat(text(xml, test + "/failure"))
        .contains("Expected: ACME\\alice")
        .contains("    at com.acme.Sink.onNotify(Sink.java:42)")
        .contains("    at com.acme.Mailbox.logon(Mailbox.java:17)")
        .contains("Count: 10,")
        .contains("Remedy: Run the process");
    assertThat(text(xml, test + "/system-out")).contains("Suppressed: accepted | mail team");
    assertThat(text(xml, "//testcase[@name='known-defective-mapi']/system-out"))
        .startsWith("MEDIUM known-defective-mapi");
    assertThat(number(xml, "count(//testcase[@name='known-defective-mapi']/failure)")).isZero();
  }

  @Test
  void hostileTexts_stayTexts() throws Exception {
    Document xml = parse(written(SampleReports.all()));

    assertThat(number(xml, "count(//script)")).isZero();
    assertThat(text(xml, "//testsuite[1]/testcase[1]/failure"))
        .contains(
            "</failure>]]>\"'&<script>\ufffd\ufffd\ufffd[2J\ufffd\u2028\u202e\ufffd\ufffd!\ud83d\ude00");
  }

  private byte[] written(Finding... findings) throws Exception {
    return SampleReports.written(new JunitXmlReport(SampleReports.context()), folder, findings);
  }

  private static void validate(byte[] xml) throws Exception {
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(JunitXmlReportTest.class.getResource(SCHEMA))
        .newValidator()
        .validate(new StreamSource(new ByteArrayInputStream(xml)));
  }

  private static Document parse(byte[] xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml));
  }

  private static String text(Document xml, String path) throws Exception {
    return XPathFactory.newInstance().newXPath().evaluate(path, xml);
  }

  private static int number(Document xml, String path) throws Exception {
    return Integer.parseInt(text(xml, path));
  }
}
