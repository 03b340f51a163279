package io.mapiaudit.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

  @ParameterizedTest
  @CsvSource({
    "release, release, 0",
    "release, release-stalled, 1",
    "relaese, release, 2",
    "kitten, sitting, 3",
    "abc, '', 3",
    "'', abc, 3",
    "ab, ba, 2",
    "abcd, xbcd, 1",
    "abcd, abd, 1"
  })
  void distance_is_the_number_of_letters_to_change(String wanted, String known, int distance) {
    assertThat(Spelling.distance(wanted, known)).isEqualTo(distance);
  }
}
