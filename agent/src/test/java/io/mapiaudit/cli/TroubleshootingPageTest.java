package io.mapiaudit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.runtime.Agent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the page of messages to the code, in both directions. */
class TroubleshootingPageTest {

  private static final Path PAGE = Paths.get("src/main/docs/operations/troubleshooting.md");
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
  private static final Pattern WORDS = Pattern.compile("\\p{L}{2,}[^\\p{L}]* [^\\p{L}]*\\p{L}{2,}");

  /**
   * What these throw is about the agent's own files and callers: users see it as an error nobody
   * foresaw, which the page has.
   */
  private static final Set<String> OWN_MISTAKES =
      new HashSet<>(
          Arrays.asList(
              "io/mapiaudit/config/Operand",
              "io/mapiaudit/instrument/AutomationFile",
              "io/mapiaudit/instrument/CatalogueFile",
              "io/mapiaudit/journal/RecordLayout",
              "io/mapiaudit/journal/SegmentShelf",
              "io/mapiaudit/journal/TailedSegment",
              "io/mapiaudit/output/jsonl/Json",
              "io/mapiaudit/runtime/TestLink"));

  /** What is looked for in texts of others. */
  private static final Set<String> NO_MESSAGES =
      new HashSet<>(
          Arrays.asList(
              "no such process",
              "not permitted",
              "not secure",
              "dynamic agent loading",
              "\\(if you intended .*"));

  private final UserMessages messages;
  private final String page;

  TroubleshootingPageTest() throws Exception {
    Path classes =
        Paths.get(Agent.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    messages = UserMessages.of(classes);
    page = normal(new String(Files.readAllBytes(PAGE), StandardCharsets.UTF_8));
  }

  @Test
  void everyMessageOfTheAgent_isOnThePage() {
    List<String> missing = new ArrayList<>();
    messages
        .parts()
        .forEach(
            (owner, parts) -> {
              if (!OWN_MISTAKES.contains(owner)) {
                parts.stream()
                    .filter(part -> !NO_MESSAGES.contains(part) && !page.contains(part))
                    .forEach(part -> missing.add(owner + ": " + part));
              }
            });

    assertThat(missing).as("give them a line in " + PAGE).isEmpty();
  }

  @Test
  void everyMessageOnThePage_isSaidByTheAgent() {
    List<String> invented = new ArrayList<>();
    Matcher quoted = QUOTED.matcher(page);
    while (quoted.find()) {
      for (String part : quoted.group(1).split("…", -1)) {
        String text = part.trim();
        if (WORDS.matcher(text).find() && !messages.isSaid(text)) {
          invented.add(text);
        }
      }
    }

    assertThat(invented).as("no code says this: " + PAGE).isEmpty();
  }

  @Test
  void theCodeIsReadAtAll() {
    assertThat(messages.parts().get("io/mapiaudit/config/Readers"))
        .contains("' has no unit", "write it with its unit, as in 30 s");
    assertThat(messages.parts().get("io/mapiaudit/cli/process/Obstacles"))
        .contains("start it without that option, or with -javaagent");
    assertThat(messages.parts().keySet())
        .contains("io/mapiaudit/premain/AgentMain", "io/mapiaudit/runtime/AgentRun");
  }

  private static String normal(String text) {
    // In a table a bar has to be escaped.
    return text.replace("\\|", "|").replaceAll("\\s+", " ");
  }
}
