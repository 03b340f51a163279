package io.mapiaudit.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.annotation.Annotation;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RuleCatalogueTest {

  private static final String[] PAGE_SECTIONS = {
    "## What\n",
    "## Why\n",
    "## How to confirm\n",
    "## Remedy\n",
    "## When it is a false alarm\n",
    "## How to suppress\n"
  };

  static Iterable<Rule> rules() {
    return RuleCatalogue.all();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void everyRuleHasAPositiveAndANegativeTest(Rule rule) throws ClassNotFoundException {
    Class<?> test = Class.forName(rule.getClass().getName() + "Test");
    assertThat(hasMethodWith(test, Positive.class)).as("positive test of %s", rule).isTrue();
    assertThat(hasMethodWith(test, Negative.class)).as("negative test of %s", rule).isTrue();
  }

  private static boolean hasMethodWith(Class<?> test, Class<? extends Annotation> annotation) {
    return Arrays.stream(test.getDeclaredMethods())
        .anyMatch(m -> m.isAnnotationPresent(annotation));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void everyRuleHasAPageThatNamesItsSourcesAndHowToSuppressIt(Rule rule) {
    RuleInfo info = rule.info();
    String page = RuleCatalogue.page(info.id());
    assertThat(page).startsWith("# " + info.id() + "\n").contains(PAGE_SECTIONS);
    assertThat(page).contains(info.title(), "Severity: " + info.severity().label());
    assertThat(page)
        .containsPattern("\n    " + info.id() + ":\\S+ \\| .+ \\| .+ \\| \\d{4}-\\d\\d-\\d\\d\n");
    for (String source : info.sources()) {
      if (source.matches("\\d{3}")) {
        assertThat(page).as("page of %s", info).contains(source);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void everyRuleHasAClassNamedLikeItsIdAndARemedy(Rule rule) {
    String id = rule.info().id();
    String camel = rule.getClass().getSimpleName().replaceAll("(?<!^)([A-Z])", "-$1");
    assertThat(id).isEqualToIgnoringCase(camel);
    assertThat(rule.info().remedy()).endsWith(".").hasSizeGreaterThan(40);
    assertThat(rule.info().sources()).isNotEmpty();
  }

  @Test
  void ids_areUniqueAndFoundAgain() {
    assertThat(RuleCatalogue.ids()).doesNotHaveDuplicates().hasSize(19);
    assertThat(RuleCatalogue.byId("release-stalled").info().id()).isEqualTo("release-stalled");
  }

  @Test
  void unknownId_isAnErrorThatNamesTheNearestIds() {
    assertThatThrownBy(() -> RuleCatalogue.byId("realease-staled"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("unknown rule 'realease-staled'; did you mean release-stalled, ");
    assertThatThrownBy(() -> RuleCatalogue.page("logon"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("did you mean impersonated-logon, ");
  }
}
