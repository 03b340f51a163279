package io.mapiaudit.output.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.mapiaudit.output.SampleFindings;
import io.mapiaudit.rules.Scenario;
import io.mapiaudit.rules.ScenarioThread;
import io.mapiaudit.rules.Users;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {

  @TempDir Path folder;

  @Test
  void pageHasNothingFromElsewhere_andAllowsOnlyItsOwnScriptAndStyle() throws Exception {
    String page = Stories.text(Stories.hostile(folder));

    String own = page.replace(part(page, "id=\"data\">(.*?)</script>"), "");
    List<String> addresses = new ArrayList<>();
    Matcher address = Pattern.compile("[a-z]+://[^'\" ]*|(src|href)=\"[^#]").matcher(own);
    while (address.find()) {
      addresses.add(address.group());
    }
    assertThat(addresses).containsExactly("http://www.w3.org/2000/svg");
    String policy = part(page, "Content-Security-Policy\" content=\"([^\"]*)\"");
    assertThat(policy)
        .contains("default-src 'none'")
        .contains("script-src '" + hash(part(page, "<script>(.*)</script>")) + "'")
        .contains("style-src '" + hash(part(page, "<style>(.*?)</style>")) + "'")
        .doesNotContain("unsafe");
  }

  @Test
  void hostileNames_cannotEndTheData_andShowWhatTheyAre() throws Exception {
    String page = Stories.text(Stories.hostile(folder));
    String data = data(page);

    assertThat(data).doesNotContain("<", ">", "&", "\u202e").contains("\\u003C/script\\u003E");
    assertThat(data).contains("\\\\u202egpj.exe");
    assertThat(page.split("<script", -1)).hasSize(3);
    assertThat(strings(data)).anyMatch(text -> text.contains("{{data}}"));
  }

  @Test
  void runDescriptionsAndSamplesFromOutside_areTakenOnlyWhenTheyAreJson() throws Exception {
    Files.write(
        folder.resolve("run.json"),
        "{\"mainClass\":\"</script>\",\"problems\":{}}".getBytes(StandardCharsets.UTF_8));
    Files.write(
        folder.resolve("samples.jsonl"),
        "{\"calls\":1}\nnonsense\n{\"calls\":2}\n{\"calls\":".getBytes(StandardCharsets.UTF_8));

    String data = data(Stories.text(Stories.clean(folder)));

    assertThat(data).contains("\"mainClass\":\"\\u003C/script\\u003E\"");
    assertThat(data).contains("\"samples\":[{\"calls\":1} {\"calls\":2}]".replace("} {", "},{"));

    Files.write(folder.resolve("run.json"), "{\"a\":1".getBytes(StandardCharsets.UTF_8));
    assertThat(data(Stories.text(Stories.clean(folder)))).contains("\"description\":null");
  }

  @Test
  void largeRuns_stayBelowTheLimit_andTellOfEverything() throws Exception {
    byte[] page = Stories.page(Stories.large(folder, 10_000, 100_000));
    String data = data(new String(page, StandardCharsets.UTF_8));

    assertThat(page.length).isBetween(1 << 20, HtmlReport.MAX_BYTES);
    assertThat(data).contains("\"threads\":10000,");
    assertThat(count(data, "\"fingerprint\":")).isGreaterThan(5_000);
    // Those that the rules found themselves come on top.
    assertThat(toldPlaces(data)).isBetween(100_000L, 100_010L);
  }

  @Test
  void pageThatIsTooLarge_isMadeOfLess_andStillTellsOfEverything() throws Exception {
    byte[] whole = Stories.page(Stories.large(Stories.report(), folder, 300, 2_000));
    int most = whole.length / 3;

    byte[] page = Stories.page(Stories.large(Stories.report(most), folder, 300, 2_000));

    assertThat(page.length).isLessThanOrEqualTo(most);
    String data = data(new String(page, StandardCharsets.UTF_8));
    assertThat(data).contains("\"threads\":300,");
    assertThat(toldPlaces(data)).isBetween(2_000L, 2_010L);
    assertThat(data).contains("\"detail\":");
  }

  @Test
  void sessionsAreThoseOfTheRules() throws Exception {
    HtmlReport report = Stories.report();
    Scenario story = Stories.told(report, folder);
    ScenarioThread alice = story.thread("alice");
    alice.impersonate(Users.ALICE);
    long session = alice.logon("Mail of Alice");
    alice.use(alice.openStore(session)).succeeds();
    long left = alice.logon("Left open");
    alice.release(session);
    story.process().recording(false);
    assertThat(left).isNotZero();
    story.process().end();
    story.finish();

    String data = data(Stories.text(report));

    assertThat(data)
        .containsPattern(
            "\"number\":1,.*?\"profile\":\"Mail of Alice\",.*?\"forgotten\":false,\"calls\":[34],")
        .containsPattern("\"number\":2,.*?\"profile\":\"Left open\",.*?\"forgotten\":true,");
    assertThat(data).contains("\"sessions\":{\"count\":2,\"live\":0,\"most\":2,");
  }

  @Test
  void findingRaisedAgain_isMarkedOnTheThreadItIsRaisedOn() throws Exception {
    HtmlReport report = Stories.report();
    Scenario story = Stories.told(report, folder);
    ScenarioThread alice = story.thread("alice");
    alice.impersonate(Users.ALICE);
    long store = alice.openStore(alice.logon());
    ScenarioThread first = story.thread("first").in("com.acme.Pool.run");
    ScenarioThread second = story.thread("second").in("com.acme.Pool.run");
    first.use(store).succeeds();
    second.use(store).succeeds();
    second.use(store).succeeds();
    story.process().end();
    story.finish();

    String data = data(Stories.text(report));

    assertThat(count(data, "\"rule\":\"session-crosses-identities\"")).isEqualTo(1);
    assertThat(data)
        .containsPattern("\"name\":\"first\",[^\\[]*\"counts\":\\[0,0,0,0,0,0,0,1,0,0\\]")
        .containsPattern("\"name\":\"second\",[^\\[]*\"counts\":\\[0,0,0,0,0,0,0,2,0,0\\]");
  }

  @Test
  void findingsOfSeveralRuns_atOnePlace_areOneWithBothRuns() throws Exception {
    HtmlReport report = Stories.report();
    Stories.tell(Stories.told(report, folder), "first");
    Stories.tell(Stories.told(report, folder), "first");

    String data = data(Stories.text(report));

    assertThat(data)
        .containsPattern("\"rule\":\"async-notification-in-process-identity\".*?\"inRuns\":2");
    assertThat(count(data, "\"rule\":\"async-notification-in-process-identity\"")).isEqualTo(1);
  }

  @Test
  void suppressedFindings_areMarked_andCountForNothing() throws Exception {
    HtmlReport report = Stories.report();
    Scenario story = Stories.told(report, folder);
    story.thread("worker").use(1).succeeds();
    report.finding(SampleFindings.complete().suppressed("known (team, until 2030-01-01)").build());

    String page = Stories.text(report);

    assertThat(page)
        .contains("0 critical, 0 high, 0 medium, 0 low, 1 suppressed findings in 1 run");
    assertThat(data(page)).contains("known (team, until 2030-01-01)");
  }

  @Test
  void reportWithoutRuns_isStillAPage() throws Exception {
    assertThat(data(Stories.text(Stories.report()))).contains("\"runs\":[]");
  }

  /** Places with a line of their own, and those that are counted. */
  private static long toldPlaces(String data) {
    long told = count(data, "\"fingerprint\":");
    Matcher further = Pattern.compile("\"places\":(\\d+)").matcher(data);
    while (further.find()) {
      told += Long.parseLong(further.group(1));
    }
    return told;
  }

  private static String data(String page) throws IOException {
    String data = part(page, "id=\"data\">(.*?)</script>");
    try (JsonParser parser = new JsonFactory().createParser(data)) {
      parser.nextToken();
      parser.skipChildren();
      assertThat(parser.nextToken()).isNull();
    }
    return data;
  }

  private static Iterable<String> strings(String data) throws IOException {
    List<String> strings = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(data)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
          strings.add(parser.getText());
        }
      }
    }
    return strings;
  }

  private static long count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1L;
  }

  private static String part(String page, String pattern) {
    Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(page);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }

  private static String hash(String text) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return "sha256-" + Base64.getEncoder().encodeToString(digest);
  }
}
