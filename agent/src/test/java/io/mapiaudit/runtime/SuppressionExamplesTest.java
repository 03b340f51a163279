package io.mapiaudit.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.config.SuppressionFile;
import io.mapiaudit.rules.RuleCatalogue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The example on every rule's page is one that works. */
class SuppressionExamplesTest {

  private static final Pattern EXAMPLE =
      Pattern.compile("## How to suppress.*?\n    (\\S[^\n]*)\n", Pattern.DOTALL);

  @TempDir Path folder;

  static Iterable<String> rules() {
    return RuleCatalogue.ids();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theExample_canBeUsedAsItStands(String rule) throws Exception {
    Matcher example = EXAMPLE.matcher(RuleCatalogue.page(rule));
    assertThat(example.find()).isTrue();
    Path file = folder.resolve("known.txt");
    Files.write(file, example.group(1).getBytes(StandardCharsets.UTF_8));

    assertThat(SuppressionFile.read(file, Collections.singleton(rule)).size()).isEqualTo(1);
  }
}
