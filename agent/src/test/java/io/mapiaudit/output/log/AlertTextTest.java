package io.mapiaudit.output.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.NamedIdentity;
import io.mapiaudit.model.Severity;
import io.mapiaudit.model.Stack;
import io.mapiaudit.model.ThreadInfo;
import io.mapiaudit.output.SampleFindings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AlertTextTest {

  @Test
  void complete_alert_tells_everything() throws IOException {
    Finding finding =
        SampleFindings.complete()
            .related(
                Arrays.asList(
                    new Finding.Related(
                        new ThreadInfo(9, "worker", 40, 0, true, false),
                        SampleFindings.ALICE,
                        "waits for the release",
                        Stack.of(Collections.singletonList("a.B.c(B.java:3)"))),
                    new Finding.Related(
                        new ThreadInfo(10, "idle", 41, 77, false, false),
                        null,
                        "has a session",
                        Stack.EMPTY)))
            .suppressed("known, until 2030")
            .build();

    assertThat(AlertText.of(finding)).isEqualTo(golden());
  }

  @Test
  void absent_parts_are_left_out() {
    assertThat(AlertText.of(SampleFindings.bare(Severity.LOW).message("Something.").build()))
        .contains("mapi-audit LOW async-notification-in-process-identity\n", "Something.\n")
        .doesNotContain("null", "Expected", "Actual", "Process", "Thread", "Session", "Stack")
        .contains("Count       1, at 1970-01-01T00:00:00.000000Z\n");
  }

  @Test
  void identity_whose_token_could_not_be_read_says_so() {
    NamedIdentity unread =
        new NamedIdentity(Identity.unknown(Identity.Source.THREAD), NamedIdentity.UNKNOWN_ACCOUNT);

    assertThat(AlertText.of(SampleFindings.bare().actual(unread).build()))
        .contains("Actual      unknown, the thread token could not be read\n");
  }

  @Test
  void lines_are_wrapped_but_stack_frames_and_long_words_are_not() {
    String sentence = String.join(" ", Collections.nCopies(100, "impersonation"));
    String frame = "at." + String.join("", Collections.nCopies(200, "x"));
    String word = String.join("", Collections.nCopies(150, "w"));
    Finding finding =
        SampleFindings.bare()
            .message(sentence)
            .remedy("see " + word + " there")
            .stack(Stack.of(Collections.singletonList(frame)))
            .build();

    String text = AlertText.of(finding);

    assertThat(text).contains("    at " + frame + "\n", "            " + word + "\n");
    assertThat(text.split("\n", -1))
        .filteredOn(line -> !line.contains(frame) && !line.contains(word))
        .allMatch(line -> line.length() <= 110)
        .anyMatch(line -> line.length() > 96);
  }

  @Test
  void stack_of_more_than_forty_frames_is_cut_and_says_so() {
    Stack deep =
        Stack.of(IntStream.range(0, 45).mapToObj(i -> "a.B.f" + i).collect(Collectors.toList()));

    assertThat(AlertText.of(SampleFindings.bare().stack(deep).build()))
        .contains("    at a.B.f39\n    ... 5 more\n")
        .doesNotContain("a.B.f40");
  }

  @Test
  void names_from_outside_cannot_begin_a_line() {
    String forged = "x\r\n2024-05-17 ERROR forged\u2028\u001b[2J\u202E\uD800";
    Finding finding =
        SampleFindings.bare()
            .message(forged)
            .thread(new ThreadInfo(1, forged, 1, 1, false, false), forged)
            .stack(Stack.of(Collections.singletonList(forged)))
            .build();

    assertThat(AlertText.of(finding))
        .contains("x\\r\\n2024-05-17 ERROR forged\\u2028\\u001B[2J\\u202E\\uD800")
        .doesNotContain("\r", "\u2028", "\u001b", "\u202E", "\uD800")
        .doesNotContain("\n2024-05-17");
    assertThat(AlertText.headline(finding)).doesNotContain("\n", "\u001b");
  }

  @Test
  void headline_is_one_line_with_the_count() {
    assertThat(AlertText.headline(SampleFindings.bare().message("Bad.").count(10).build()))
        .isEqualTo("mapi-audit CRITICAL async-notification-in-process-identity (10 times): Bad.");
  }

  private static String golden() throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                AlertTextTest.class.getResourceAsStream("alert.txt"), StandardCharsets.UTF_8))) {
      return reader.lines().collect(Collectors.joining("\n"));
    }
  }
}
