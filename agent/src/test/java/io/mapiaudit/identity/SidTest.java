package io.mapiaudit.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SidTest {

  @Test
  void toString_reads_the_authority_big_endian_and_the_rest_little_endian() {
    byte[] administrators = {1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 32, 2, 0, 0};

    assertThat(Sid.toString(administrators)).isEqualTo("S-1-5-32-544");
  }

  @Test
  void toString_treats_sub_authorities_as_unsigned() {
    byte[] sid = {1, 1, 0, 0, 0, 0, 0, 5, -1, -1, -1, -1};

    assertThat(Sid.toString(sid)).isEqualTo("S-1-5-4294967295");
  }

  @Test
  void toString_ignores_bytes_behind_the_sid() {
    byte[] localSystem = {1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0, 99, 99};

    assertThat(Sid.toString(localSystem)).isEqualTo("S-1-5-18");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "S-1-5-18",
        "S-1-5-7",
        "S-1-0",
        "S-1-5-21-1004336348-1177238915-682003330-1001",
        "S-1-5-21-4294967295-0-1-2-3-4-5-6-7-8-9-10-11-12",
        "S-1-0x010203040506-1"
      })
  void toBytes_and_back_gives_the_same_text(String sid) {
    assertThat(Sid.toString(Sid.toBytes(sid))).isEqualTo(sid);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "S-1", "S-2-5-18", "unknown", "S-1-5-x", "S-1-5-4294967296"})
  void toBytes_of_something_else_names_it(String text) {
    assertThatThrownBy(() -> Sid.toBytes(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text);
  }

  @Test
  void toString_of_a_truncated_sid_is_refused() {
    byte[] truncated = {1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0};

    assertThatThrownBy(() -> Sid.toString(truncated))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("truncated");
  }
}
