package io.mapiaudit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private static final long MILLI = 1_000_000;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final AtomicLong now = new AtomicLong(5);

  @Test
  void longWork_isToldNowAndThen_andTheLineGoesInTheEnd() {
    Progress progress = progress(true);

    progress.begin("Reading 2 runs");
    at(progress, 500, 10);
    assertThat(shown()).as("short work").isEmpty();
    at(progress, 300, 20);
    assertThat(shown()).isEqualTo("\rReading 2 runs 20 %");
    at(progress, 100, 30);
    assertThat(shown()).as("too soon").isEqualTo("\rReading 2 runs 20 %");
    at(progress, 200, 400);
    assertThat(shown()).endsWith("\rReading 2 runs 100 %");
    progress.end();

    assertThat(shown()).endsWith("\r" + blanks(20) + "\r");
  }

  @Test
  void shorterLine_leavesNothingOfTheOneBefore() {
    Progress progress = progress(true);

    progress.begin("A long name");
    at(progress, 1_000, 5);
    progress.begin("B");
    at(progress, 1_000, 5);

    assertThat(shown()).endsWith("\rB 5 %" + blanks("A long name 5 %".length() - 5));
  }

  @Test
  void inAPipe_andWhenSilenced_nothingIsTold() throws Exception {
    Progress pipe = progress(false);
    pipe.begin("Reading");
    at(pipe, 5_000, 5);
    assertThat(pipe.during("Attaching", () -> 7)).isEqualTo(7);
    pipe.end();
    Progress silenced = progress(true);
    silenced.silence();
    silenced.begin("Reading");
    at(silenced, 5_000, 5);
    silenced.end();

    assertThat(shown()).isEmpty();
  }

  @Test
  void whatCannotBeMeasured_isToldByItsTime() {
    Progress progress = progress(true);

    progress.begin("Attaching to process 7");
    now.addAndGet(3_000 * MILLI);
    progress.at(0, 0);

    assertThat(shown()).isEqualTo("\rAttaching to process 7 3 s");
  }

  private void at(Progress progress, long laterMillis, long percent) {
    now.addAndGet(laterMillis * MILLI);
    progress.at(percent * 10, 1_000);
  }

  private Progress progress(boolean on) {
    return new Progress(stream(), on, now::get);
  }

  private PrintStream stream() {
    try {
      return new PrintStream(bytes, true, "US-ASCII");
    } catch (UnsupportedEncodingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private String shown() {
    return new String(bytes.toByteArray(), StandardCharsets.US_ASCII);
  }

  private static String blanks(int count) {
    return String.format(Locale.ROOT, "%" + count + "s", "");
  }
}
