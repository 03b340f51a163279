package io.mapiaudit.output.jsonl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.mapiaudit.output.SampleFindings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonlOutputTest {

  @TempDir Path temp;

  @Test
  void every_finding_is_a_line_in_the_file_before_the_output_is_closed() throws IOException {
    Path file = temp.resolve("findings.jsonl");
    try (JsonlOutput output = new JsonlOutput(file, LineFormat.NATIVE)) {
      output.finding(SampleFindings.complete().build());
      assertThat(Files.readAllBytes(file)).endsWith('}', '\n');

      output.finding(SampleFindings.bare().build());
      assertThat(Files.readAllLines(file, UTF_8)).hasSize(2);
    }
  }

  @Test
  void existing_lines_are_kept() throws IOException {
    Path file = temp.resolve("findings.jsonl");
    Files.write(file, "{}\n".getBytes(UTF_8));
    try (JsonlOutput output = new JsonlOutput(file, LineFormat.NATIVE)) {
      output.finding(SampleFindings.bare().build());
    }

    assertThat(Files.readAllLines(file, UTF_8)).hasSize(2).startsWith("{}");
  }

  @ParameterizedTest
  @CsvSource({
    "a\\nb\\r\\nc",
    "quote\\u0022 and back\\u005Cslash",
    "\\u0000\\u0007\\u001b[31mred\\u007f\\u0085",
    "lines\\u2028end\\u2029here",
    "\\u202Eleft to right",
    "M\\u00FCller \\uD83D\\uDE00",
  })
  void hostile_text_stays_one_line_of_valid_json_and_comes_back(String escaped) throws IOException {
    String hostile = unescape(escaped);

    String line = write(hostile);

    assertThat(line).matches("[^\\p{Cc}\\u2028\\u2029\\u202E]*\n");
    assertThat(messageOf(line)).isEqualTo(hostile);
  }

  @ParameterizedTest
  @CsvSource({"\\uD800", "a\\uDC00b", "\\uDC00\\uD800", "\\uD83D\\uD83D\\uDE00"})
  void unpaired_surrogates_are_replaced(String escaped) throws IOException {
    String hostile = unescape(escaped);

    String message = messageOf(write(hostile));

    assertThat(message).hasSameSizeAs(hostile).contains("\uFFFD");
    assertThat(UTF_8.newEncoder().canEncode(message)).isTrue();
  }

  @Test
  void line_after_a_failed_one_begins_on_its_own() throws IOException {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    JsonlOutput output = new JsonlOutput(new FullAtFirst(written), LineFormat.NATIVE);

    assertThatThrownBy(() -> output.finding(SampleFindings.bare().build()))
        .isInstanceOf(UncheckedIOException.class);
    output.finding(SampleFindings.bare().build());

    String[] lines = new String(written.toByteArray(), UTF_8).split("\n", -1);
    assertThat(lines).hasSize(3);
    assertThat(lines[0]).isEqualTo("{");
    assertThat(messageOf(lines[1])).isEmpty();
    assertThat(lines[2]).isEmpty();
  }

  private String write(String hostile) throws IOException {
    Path file = temp.resolve("hostile.jsonl");
    try (JsonlOutput output = new JsonlOutput(file, LineFormat.NATIVE)) {
      output.finding(SampleFindings.complete().message(hostile).build());
    }
    return UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
        .toString();
  }

  /** Reads to the end, so that what is no JSON fails. */
  private static String messageOf(String line) throws IOException {
    String message = null;
    try (JsonParser parser = new JsonFactory().createParser(line)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING && "message".equals(parser.currentName())) {
          message = parser.getText();
        }
      }
    }
    return message;
  }

  private static String unescape(String text) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser('"' + text + '"')) {
      parser.nextToken();
      return parser.getText();
    }
  }

  /** Takes one byte and fails, the first time. */
  private static final class FullAtFirst extends OutputStream {
    private final ByteArrayOutputStream out;
    private boolean failed;

    FullAtFirst(ByteArrayOutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) {
      out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (!failed) {
        failed = true;
        out.write(bytes, offset, 1);
        throw new IOException("no space left");
      }
      out.write(bytes, offset, length);
    }
  }
}
