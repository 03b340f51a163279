package io.mapiaudit.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.config.ConfigurationError.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AgentArgumentsTest {

  private final List<Problem> problems = new ArrayList<>();

  @Test
  void nothing_givesNothing() {
    assertThat(parse(null)).isEmpty();
    assertThat(parse("")).isEmpty();
    assertThat(parse(" , ")).isEmpty();
  }

  @Test
  void windowsPaths_areKeptAsTheyAre() {
    assertThat(parse("dir=C:\\audit\\,config=\\\\host\\share\\a b.conf,log=off"))
        .containsEntry("dir", "C:\\audit\\")
        .containsEntry("config", "\\\\host\\share\\a b.conf")
        .containsEntry("log", "off");
  }

  @Test
  void doubledComma_belongsToTheValue() {
    assertThat(parse("a=1,,2,b=3,,,c=,,"))
        .containsEntry("a", "1,2")
        .containsEntry("b", "3,")
        .containsEntry("c", ",");
  }

  @Test
  void secondEqualsSign_belongsToTheValue() {
    assertThat(parse("a=b=c")).containsEntry("a", "b=c");
  }

  @Test
  void blanksAroundKeyAndValue_areDropped() {
    assertThat(parse(" a = 1 , b=2 ")).containsEntry("a", "1").containsEntry("b", "2");
  }

  @Test
  void formatted_readsAsTheSameValues() {
    Random random = new Random(42);
    for (int run = 0; run < 2_000; run++) {
      Map<String, String> values = new LinkedHashMap<>();
      for (int i = random.nextInt(5); i > 0; i--) {
        values.put("key" + i, randomValue(random));
      }
      String text = AgentArguments.format(values);
      assertThat(parse(text)).as(text).isEqualTo(values);
    }
    assertThat(problems).isEmpty();
  }

  @Test
  void anyText_isParsedOrReportedButNeverThrows() {
    Random random = new Random(7);
    for (int run = 0; run < 5_000; run++) {
      String text = randomText(random);
      problems.clear();
      int items = AgentArguments.parse(text, problems).size() + problems.size();
      assertThat(items == 0)
          .as(text)
          .isEqualTo(text.replace(",,", "x").replaceAll("[, ]", "").isEmpty());
    }
  }

  private Map<String, String> parse(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Given given : AgentArguments.parse(text, problems)) {
      values.put(given.key(), given.display());
    }
    return values;
  }

  private static String randomValue(Random random) {
    return randomText(random).trim();
  }

  private static String randomText(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(",,=\\: \"'a.b".charAt(random.nextInt(11)));
    }
    return text.toString();
  }
}
