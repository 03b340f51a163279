package io.mapiaudit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest extends CommandLineTestBase {

  @TempDir Path root;

  @Test
  void rule_printsItsPage() {
    assertThat(run("explain", "release-stalled")).isZero();
    assertThat(out()).isEqualTo("# Page\n\nWhät.\n");
  }

  @Test
  void rule_json_hasMetadataAndPage() {
    assertThat(run("explain", "release-stalled", "--json")).isZero();
    assertThat(out())
        .isEqualTo(
            "{\"rule\":\"release-stalled\",\"severity\":\"critical\","
                + "\"summary\":\"A release does not return\",\"page\":\"# Page\\n\\nWhät.\"}\n");
  }

  @Test
  void noRule_listsAll() {
    assertThat(run("explain")).isZero();
    assertThat(out())
        .isEqualTo(
            "release-stalled     critical  A release does not return\n"
                + "impersonated-logon  medium    Logon while impersonating\n");
  }

  @Test
  void noRule_json_isOneArray() {
    assertThat(run("explain", "--json")).isZero();
    assertThat(out())
        .startsWith("[{\"rule\":\"release-stalled\",\"severity\":\"critical\",")
        .endsWith("\"summary\":\"Logon while impersonating\"}]\n");
  }

  @Test
  void unknownRule_isAUsageErrorWithTheNearest() {
    assertThat(run("explain", "release-staled")).isEqualTo(2);
    assertThat(err())
        .isEqualTo("mapi-audit: there is no rule 'release-staled'. Fix: write release-stalled.\n");
  }

  @Test
  void pagesOfTheGuide_arePrintedByName_andAFolderByItsList() {
    assertThat(run("explain", "operations/install")).isZero();
    assertThat(out()).startsWith("# Installing\n").contains("prunsrv //US//");
    assertThat(run("explain", "operations")).isZero();
    assertThat(out()).contains("# Operator's guide\n");
  }

  @Test
  void namesThatLeaveTheManual_areNoPages() {
    assertThat(run("explain", "operations/../rules/release-stalled")).isEqualTo(2);
    assertThat(run("explain", "operations/no-such-page")).isEqualTo(2);
    assertThat(err()).contains("explain operations is the operator's guide");
    assertThat(out()).isEmpty();
  }

  @Test
  void everyPageThatTheGuideLists_andThatIsThere_canBePrinted() throws Exception {
    Path folder = Paths.get("src/main/docs/operations");
    try (Stream<Path> pages = Files.list(folder)) {
      List<String> names =
          pages
              .map(page -> page.getFileName().toString())
              .filter(name -> name.endsWith(".md") && !name.equals("README.md"))
              .collect(Collectors.toList());
      String list = GuidePages.page("operations").get();
      assertThat(names).contains("install.md", "troubleshooting.md");
      assertThat(names).allSatisfy(name -> assertThat(list).contains("](" + name + ")"));
      assertThat(names)
          .allSatisfy(
              name ->
                  assertThat(GuidePages.page("operations/" + name.replace(".md", ""))).isPresent());
    }
  }

  @Test
  void theCatalogueOfTheEngine_isListedAndExplained() {
    RuleBook book = new CatalogueBook();

    assertThat(book.rules()).extracting(RuleBook.Entry::id).contains("impersonated-logon");
    assertThat(book.page("impersonated-logon").get()).startsWith("# ").contains("impersonat");
    assertThat(book.page("../rules/impersonated-logon")).isEmpty();
  }
}
