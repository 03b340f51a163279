package io.mapiaudit.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTest {

  private final ByteBuffer buffer = ByteBuffer.allocate(4096);

  private byte[] written(String text) {
    PayloadWriter out = new PayloadWriter();
    out.putString(text);
    int measured = out.length();
    out.startAt(buffer, 0);
    out.putString(text);
    assertThat(out.length()).isEqualTo(measured).isEqualTo(4 + buffer.getInt(0));
    return Arrays.copyOfRange(buffer.array(), 4, out.length());
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x1F600, 0x10FFFF})
  void a_character_is_written_as_the_jdk_writes_it(int character) {
    String text = "a" + new String(Character.toChars(character)) + "z";
    assertThat(written(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(chars = {'\ud800', '\udbff', '\udc00', '\udfff'})
  void half_a_pair_is_written_as_a_question_mark(char half) {
    assertThat(written("a" + half + "z")).isEqualTo("a?z".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void a_string_is_cut_at_its_bound_after_a_whole_character() {
    char[] letters = new char[RecordLayout.MAX_STRING_BYTES];
    Arrays.fill(letters, 'x');
    String longest = new String(letters);
    assertThat(written(longest)).hasSize(RecordLayout.MAX_STRING_BYTES);
    assertThat(written(longest + "y")).hasSize(RecordLayout.MAX_STRING_BYTES);
    assertThat(written(longest.substring(1) + "\u00e4")).hasSize(RecordLayout.MAX_STRING_BYTES - 1);
  }

  private PayloadReader reader(int length) throws PayloadReader.BadPayload {
    buffer.putInt(RecordLayout.LENGTH_AT, length);
    return new PayloadReader(buffer, 0, 1);
  }

  @Test
  void a_payload_as_long_as_its_record_is_read_to_its_end_and_no_further() throws Exception {
    PayloadReader in = reader(40);
    for (int i = 0; i < 5; i++) {
      assertThat(in.hasMore()).isTrue();
      in.getLong();
    }
    assertThat(in.hasMore()).isFalse();
    assertThatThrownBy(in::getInt).hasMessage("payload ends early");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 41, Integer.MAX_VALUE})
  void a_payload_longer_than_its_record_is_refused(int length) {
    assertThatThrownBy(() -> reader(length))
        .hasMessage("payload length " + length + " in a record with room for 40");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, RecordLayout.MAX_STRING_BYTES + 1})
  void a_string_of_impossible_length_is_refused(int length) throws Exception {
    buffer.putInt(RecordLayout.PAYLOAD_AT, length);
    PayloadReader in = reader(40);
    assertThatThrownBy(in::getString).hasMessage("string length " + length);
  }
}
