package io.mapiaudit.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The HTML report in Chromium: of two runs of the demo, and of runs that nobody recorded. */
class ReportIT {

  private static final Jvm JVM = LinuxJvm.own();
  private static final String FINDING = ".finding.critical";
  private static final int WIDE = 1280;
  private static final int NARROW = 390;

  private static Path folder;
  private static Path report;
  private static Browser browser;

  @BeforeAll
  static void makePages() throws Exception {
    folder = Project.output("report");
    browser = Browser.start(folder);
    List<String> command =
        new ArrayList<>(List.of("-jar", Project.agentJar().toString(), "report"));
    for (String scenario : List.of("async-notifications", "thread-pool")) {
      DemoRun demo = new DemoRun(JVM, scenario, "report", "jna");
      assertThat(demo.withAgent().exitCode()).isZero();
      command.add(demo.folder().toString());
    }
    report = folder.resolve("report.html");
    command.addAll(List.of("-o", report.toString()));
    Jvm.Outcome made = JVM.run(command, Map.of());
    assertThat(made.exitCode()).as("%s", made).isEqualTo(1);
    String jackson =
        Path.of(JsonFactory.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .toString();
    Path classes = Project.agentClasses();
    Jvm.Outcome stories =
        JVM.run(
            List.of(
                "-cp",
                String.join(
                    File.pathSeparator,
                    classes.toString(),
                    classes.resolveSibling("test-classes").toString(),
                    jackson),
                "io.mapiaudit.output.html.Stories",
                folder.toString()),
            Map.of());
    assertThat(stories.exitCode()).as("%s", stories).isZero();
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @AfterEach
  void nothingIsLoaded_andNothingComplains() {
    assertThat(browser.requests()).isEmpty();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void summary_tellsTheVerdict() throws Exception {
    browser.open(report, WIDE, 800, "light");

    assertThat(browser.text(".verdict")).contains("Impersonation goes wrong here", "critical");
    assertThat(browser.text("#figures")).contains("Runs", "2");
    assertThat(browser.text("#rules")).contains("async-notification-in-process-identity");
    assertThat(browser.script("document.title").asText()).contains("Impersonation goes wrong");
  }

  @Test
  void filter_bySeverityRuleUserAndText_andSaysWhatIsLeft() throws Exception {
    browser.open(report, WIDE, 800, "light");
    int all = browser.count(".finding");

    browser.click("#filter-form input[value=critical]");
    assertThat(browser.count(".finding.critical")).isZero();
    assertThat(browser.count(".finding")).isPositive().isLessThan(all);
    browser.click("#clear");
    assertThat(browser.count(".finding")).isEqualTo(all);

    choose("filter-rule", "impersonated-logon");
    assertThat(browser.count(".finding")).isEqualTo(rows("impersonated-logon")).isPositive();
    browser.click("#clear");

    browser.click("#filter-text");
    browser.type("registration-LOST");
    browser.await("document.querySelectorAll('.finding').length === 1");
    browser.await("document.querySelector('#filter-result').textContent.startsWith('1 of')");
    assertThat(browser.text("#filter-result")).contains("1 of " + all + " findings", "lane");

    browser.click("#filter-text");
    browser.type(" nowhere");
    browser.await("document.querySelectorAll('.finding').length === 0");
    assertThat(browser.text("#findings")).contains("No finding fits the filter");
    browser.click("#clear");
    assertThat(browser.count(".finding")).isEqualTo(all);
  }

  @Test
  void timeline_zoomsByButtonKeyAndWheel() throws Exception {
    browser.open(report, WIDE, 800, "light");
    double whole = span();

    browser.click("button[aria-label=\"Zoom in\"]");
    assertThat(span()).isCloseTo(whole / 2, within(whole));
    browser.script("document.querySelector('.scroller').focus()");
    browser.key("+");
    assertThat(span()).isCloseTo(whole / 4, within(whole));
    String before = browser.text(".range");
    browser.key("ArrowRight");
    assertThat(browser.text(".range")).isNotEqualTo(before);
    browser.key("0");
    assertThat(span()).isEqualTo(whole);

    browser.wheel(".overview", -400, 0);
    browser.await("document.querySelector('.range').textContent.includes(',')");
    assertThat(span()).isLessThan(whole);
    browser.key("0");
    browser.wheel(".scroller", -400, 2);
    assertThat(span()).isLessThan(whole);
    browser.key("-");
    browser.key("-");
    assertThat(span()).isEqualTo(whole);
  }

  @Test
  void finding_leadsToItsLane_andBack() throws Exception {
    browser.open(report, WIDE, 800, "light");
    choose("filter-rule", "async-notification-in-process-identity");
    browser.click(FINDING + " summary");
    browser.await("!!document.querySelector('.finding[open] .body')");
    assertThat(browser.text(FINDING))
        .contains(
            "Expected", "Actual", "Remedy", "Where it happened", "Where the session logged on")
        .contains("S-1-5-18", "explain async-notification-in-process-identity");
    String thread = browser.script("document.querySelector('.finding .body').innerText").asText();

    browser.click(".follow");

    assertThat(browser.script("document.activeElement.className").asText()).isEqualTo("scroller");
    String lane = browser.text("#lane h3").replaceAll(".*“(.*)”", "$1");
    assertThat(thread).contains("“" + lane + "”");
    assertThat(browser.text("#lane")).contains("Finding: async-notification-in-process-identity");
    assertThat(browser.text(".frame + p + .unseen, p.unseen[role=status]")).contains(lane);

    browser.click("#lane [data-finding]");
    assertThat(browser.script("document.activeElement.tagName").asText()).isEqualTo("SUMMARY");
  }

  @Test
  void everythingWorksByKeyboard() throws Exception {
    browser.open(report, WIDE, 800, "light");
    browser.key("Tab");
    assertThat(browser.script("document.activeElement.className").asText()).isEqualTo("skip");
    browser.key("Enter");
    browser.await("location.hash === '#findings'");
    browser.awaitFrame();
    browser.key("Tab");
    assertThat(browser.script("document.activeElement.tagName").asText()).isEqualTo("SUMMARY");
    browser.key("Enter");
    browser.await("!!document.querySelector('.finding[open] .body')");

    browser.script("document.querySelector('.scroller').focus()");
    browser.key("ArrowDown");
    browser.key("Enter");
    assertThat(browser.script("document.activeElement.id").asText()).isEqualTo("lane");
    browser.script("document.querySelector('#timeline-table summary').focus()");
    browser.key("Enter");
    browser.await("!!document.querySelector('#timeline-table table tbody tr')");
    assertThat(browser.text("#timeline-table")).contains("Notification", "Thread");
  }

  @Test
  void assistiveTechnology_findsNamesLandmarksAndTables() throws Exception {
    browser.open(report, WIDE, 800, "light");
    List<String> nodes = browser.accessible();

    assertThat(nodes)
        .contains("banner: ", "main: ", "navigation: Sections", "contentinfo: ")
        .anyMatch(node -> node.startsWith("search: Filter"))
        .anyMatch(node -> node.equals("table: Findings by rule"));
    assertThat(nodes)
        .noneMatch(
            node -> node.matches("(button|link|combobox|checkbox|searchbox|img|application): "));
    assertThat(nodes.stream().filter(node -> node.startsWith("columnheader: "))).isNotEmpty();
    assertThat(browser.count("h1")).isEqualTo(1);
    assertThat(browser.count("table:not(:has(caption)), th:not([scope])")).isZero();
  }

  @Test
  void hostileNames_stayText() throws Exception {
    browser.open(folder.resolve("hostile.html"), WIDE, 800, "light");
    browser.script("document.querySelectorAll('.finding').forEach(f => f.open = true)");
    browser.await("!!document.querySelector('.follow')");
    browser.click(".follow");
    browser.script("document.querySelectorAll('details').forEach(d => d.open = true)");
    browser.await("!!document.querySelector('#timeline-table tbody tr')");

    assertThat(browser.script("document.title").asText()).contains("Impersonation goes wrong");
    assertThat(browser.count("img, iframe, main script")).isZero();
    String text = browser.text("main");
    assertThat(text)
        .contains("</script><img src=x onerror=\"document.title='owned'\">{{data}}\\u202egpj.exe")
        .doesNotContain("\u202e");
    assertNarrow(folder.resolve("hostile.html"));
  }

  @Test
  void colours_haveContrast_inBothSchemes() throws Exception {
    List<String> backgrounds = new ArrayList<>();
    for (String scheme : List.of("light", "dark")) {
      browser.open(report, WIDE, 800, scheme);
      backgrounds.add(browser.script("getComputedStyle(document.body).backgroundColor").asText());
      for (String pair :
          List.of(
              "text/paper",
              "quiet/paper",
              "text/raised",
              "quiet/raised",
              "accent/paper",
              "text/selected",
              "quiet/selected",
              "critical/paper",
              "critical/critical-soft",
              "high/high-soft",
              "medium/medium-soft",
              "low/low-soft",
              "good/good-soft",
              "on-user/user-0",
              "on-user/user-1",
              "on-user/user-2",
              "on-user/user-3",
              "on-user/user-4",
              "on-user/user-5",
              "on-user/user-6",
              "on-user/user-7",
              "on-user/user-8",
              "on-user/user-9",
              "on-user/critical",
              "on-user/high",
              "on-user/medium",
              "on-user/low")) {
        String[] colours = pair.split("/", -1);
        assertThat(contrast(colours[0], colours[1])).as(scheme + " " + pair).isGreaterThan(4.5);
      }
    }
    assertThat(backgrounds).containsExactly("rgb(255, 255, 255)", "rgb(20, 23, 26)");
  }

  @Test
  void paper_hasWhatIsFolded_andNoControls() throws Exception {
    browser.open(report, WIDE, 800, "dark");
    browser.media("print", "dark");
    browser.script("window.dispatchEvent(new Event('beforeprint'))");
    browser.await("!document.querySelector('.finding:not(:has(.body))')");

    assertThat(browser.count(".finding:not([open])")).isZero();
    assertThat(browser.script("getComputedStyle(document.body).backgroundColor").asText())
        .isEqualTo("rgb(255, 255, 255)");
    assertThat(
            browser
                .script(
                    "[...document.querySelectorAll('.nav, .filter, .toolbar, .follow')]"
                        + ".every(e => getComputedStyle(e).display === 'none')")
                .asBoolean())
        .isTrue();
    byte[] pdf = browser.pdf();
    Files.write(folder.resolve("report.pdf"), pdf);
    assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    browser.script("window.dispatchEvent(new Event('afterprint'))");
    assertThat(browser.count(".finding[open]")).isZero();
    browser.media("", "light");
  }

  @Test
  void cleanRun_saysSo() throws Exception {
    browser.open(folder.resolve("empty.html"), WIDE, 800, "light");

    assertThat(browser.text(".verdict")).contains("No findings");
    assertThat(browser.text("#findings")).contains("None.");
    assertThat(browser.text("#sessions")).contains("1 session of 1 user");
    assertNarrow(folder.resolve("empty.html"));
  }

  @Test
  void trend_isDrawn_aChartForEachNumber() throws Exception {
    Path soak = folder.resolve("soak.html");
    browser.open(soak, WIDE, 800, "light");

    assertThat(browser.text("#nav")).contains("Trend");
    assertThat(browser.text("#trend")).contains("61 samples", "Live sessions", "High findings");
    // Calls, users, sessions, two severities, heap and threads.
    assertThat(browser.count("#trend .chart")).isEqualTo(7);
    assertThat(browser.text("#trend .chart:first-child figcaption"))
        .isEqualTo("Calls so far 0 → 60,000, highest 60,000");
    assertThat(browser.text("#trend")).contains("Heap in use 40 MiB → 100 MiB");
    JsonNode curves =
        browser.script(
            "JSON.stringify([...document.querySelectorAll('#trend .curve')].map((curve) => {"
                + " const box = curve.getBoundingClientRect();"
                + " return { width: box.width, height: box.height,"
                + " points: curve.getAttribute('d').split(/[ML]/).length - 1,"
                + " stroke: getComputedStyle(curve).stroke }; }))");
    JsonNode drawn = new ObjectMapper().readTree(curves.asText());
    assertThat(drawn).hasSize(7);
    for (JsonNode curve : drawn) {
      assertThat(curve.get("points").asInt()).isEqualTo(61);
      assertThat(curve.get("width").asDouble()).isGreaterThan(250);
      assertThat(curve.get("stroke").asText()).startsWith("rgb(");
    }
    assertThat(drawn.get(0).get("height").asDouble()).as("calls grow").isGreaterThan(40);
    browser.script("document.querySelector('#trend').scrollIntoView()");
    browser.screenshot(folder.resolve("light-1280-trend.png"));
    assertNarrow(soak);
    browser.script("document.querySelector('#trend').scrollIntoView()");
    browser.screenshot(folder.resolve("light-390-trend.png"));
  }

  @Test
  void suppressedFindings_areApart() throws Exception {
    browser.open(folder.resolve("soak.html"), WIDE, 800, "light");
    int all = browser.count("#findings .finding");

    assertThat(browser.text("#nav")).contains("Findings (" + all + ")", "Suppressed");
    assertThat(browser.count("#suppressed .finding")).isEqualTo(1);
    assertThat(browser.text("#suppressed")).contains("async-notification-in-process-identity");
    for (String part : List.of("#findings", "#rules")) {
      assertThat(browser.text(part)).doesNotContain("async-notification-in-process-identity");
    }
    browser.click("#suppressed .finding summary");
    browser.await("!!document.querySelector('#suppressed .finding[open] .body')");
    assertThat(browser.text("#suppressed"))
        .contains("Suppressed: known since the pilot (mail team, until 2030-01-01)");
    assertThat(browser.text(".verdict")).doesNotContain("critical");
  }

  @Test
  void nativeThreads_haveLanes_thatTheirFindingsLeadTo() throws Exception {
    browser.open(folder.resolve("soak.html"), WIDE, 800, "light");
    choose("filter-rule", "native-worker-in-process-identity");
    browser.click("#findings .finding summary");
    browser.await("!!document.querySelector('.follow')");
    browser.click("#findings .follow");

    assertThat(browser.text("#lane")).contains("native, of MAPI", "Born", "Birth", "os 600");
    browser.click("#clear");
    browser.script("document.querySelectorAll('#timeline details').forEach(d => d.open = true)");
    browser.await("!!document.querySelector('#timeline-table tbody tr')");
    assertThat(browser.text("#timeline-table"))
        .contains("native, of MAPI, os 6001", "os 6002", "os 6003", "exmapi32.dll+0x1f40");
    assertThat(browser.text("#timeline")).contains("native, of ntdll.dll");
    browser.script("document.querySelector('#timeline').scrollIntoView()");
    browser.screenshot(folder.resolve("light-1280-native.png"));
  }

  @Test
  void manyFindingsAndThreads_openInTime_andAreAllCounted() throws Exception {
    Path large = folder.resolve("large.html");
    double millis = browser.open(large, WIDE, 800, "light");
    double busy = browser.busyMillis();
    System.out.printf(
        "report of 100,000 findings and 10,000 threads: %.1f MiB, usable after %.0f ms, %.0f ms of"
            + " CPU%n",
        Files.size(large) / 1048576.0, millis, busy);

    assertThat(Files.size(large)).isLessThanOrEqualTo(10 << 20);
    assertThat(busy)
        .as("CPU time, which does not depend on what else runs")
        .isBetween(1.0, 3_000.0);
    assertThat(browser.text("#nav")).contains("Findings (100,0");
    assertThat(browser.text("#timeline")).contains("further threads");
    browser.click("#findings .pages button:last-child");
    assertThat(browser.count(".finding")).isPositive();
    browser.click("#filter-text");
    browser.type("Place99.poll");
    browser.await("document.querySelectorAll('.finding').length === 1");
    assertNarrow(large);
  }

  @Test
  void looks() throws Exception {
    // Each scheme and each width once; all four take twice as long.
    boolean all = Boolean.getBoolean("report.looks");
    for (String scheme : List.of("light", "dark")) {
      int own = scheme.equals("light") ? WIDE : NARROW;
      for (int width : all ? List.of(WIDE, NARROW) : List.of(own)) {
        String name = scheme + "-" + width + "-";
        browser.open(report, width, width == WIDE ? 800 : 844, scheme);
        browser.screenshot(folder.resolve(name + "summary.png"));
        browser.click(FINDING + " summary");
        browser.await("!!document.querySelector('.follow')");
        browser.script("document.querySelector('#findings').scrollIntoView()");
        browser.screenshot(folder.resolve(name + "finding.png"));
        browser.click(".follow");
        browser.script("document.querySelector('#timeline').scrollIntoView()");
        browser.screenshot(folder.resolve(name + "timeline.png"));
        browser.script("document.querySelector('#sessions').scrollIntoView()");
        browser.screenshot(folder.resolve(name + "sessions.png"));
      }
    }
    assertNarrow(report);
  }

  /** Nothing is wider than a telephone, with everything opened. */
  private static void assertNarrow(Path page) throws Exception {
    browser.open(page, NARROW, 844, "light");
    browser.script("document.querySelectorAll('details').forEach(d => d.open = true)");
    browser.await("document.readyState === 'complete'");
    assertThat(browser.script("document.documentElement.scrollWidth").asInt())
        .as("%s", page)
        .isLessThanOrEqualTo(NARROW);
  }

  private static void choose(String id, String value) throws Exception {
    browser.script(
        "(() => { const s = document.getElementById('"
            + id
            + "'); s.value = '"
            + value
            + "'; s.dispatchEvent(new Event('change')); })()");
  }

  private static int rows(String rule) throws Exception {
    return browser
        .script(
            "[...document.querySelectorAll('.finding .rule')].filter(e => e.textContent === '"
                + rule
                + "').length")
        .asInt();
  }

  /** The time in view, in microseconds, as the page tells it. */
  private static double span() throws Exception {
    Matcher range =
        Pattern.compile("(\\d+):(\\d+):([\\d.]+) to (\\d+):(\\d+):([\\d.]+) UTC")
            .matcher(browser.text(".range"));
    assertThat(range.find()).isTrue();
    double length = micros(range, 4) - micros(range, 1);
    // Over midnight: no day is told where less than one is in view.
    return length < 0 ? length + TimeUnit.DAYS.toMicros(1) : length;
  }

  private static double micros(Matcher range, int group) {
    return (Integer.parseInt(range.group(group)) * 3600
            + Integer.parseInt(range.group(group + 1)) * 60
            + Double.parseDouble(range.group(group + 2)))
        * 1e6;
  }

  private static Offset<Double> within(double whole) {
    return Offset.offset(whole / 100);
  }

  /** Contrast ratio as WCAG 2 has it. */
  private static double contrast(String one, String other) throws Exception {
    double a = luminance(one) + 0.05;
    double b = luminance(other) + 0.05;
    return Math.max(a, b) / Math.min(a, b);
  }

  private static double luminance(String name) throws Exception {
    String colour =
        browser
            .script(
                "getComputedStyle(document.documentElement).getPropertyValue('--"
                    + name
                    + "').trim()")
            .asText();
    assertThat(colour).as(name).matches("#[0-9a-f]{6}");
    double[] weights = {0.2126, 0.7152, 0.0722};
    double luminance = 0;
    for (int i = 0; i < 3; i++) {
      double part = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
      luminance +=
          weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
    }
    return luminance;
  }
}
