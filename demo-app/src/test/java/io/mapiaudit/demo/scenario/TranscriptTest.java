package io.mapiaudit.demo.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.demo.binding.MapiException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class TranscriptTest {

  private final Transcript transcript = new Transcript();

  @Test
  void lines_standInTheOrderOfTheActorsNotOfTime() throws Exception {
    Transcript.Actor first = transcript.actor("first");
    Transcript.Actor second = transcript.actor("second");

    second.say("early");
    first.say("late");

    assertThat(print()).isEqualTo("first: late\nsecond: early\n");
  }

  @Test
  void lines_arePrintedOnce() throws Exception {
    transcript.actor("one").say("line");
    print();

    assertThat(print()).isEmpty();
  }

  @Test
  void networkError_isReportedWithItsLastError() throws Exception {
    transcript.actor("one").poll(() -> fail(0x80040115, 1722));

    assertThat(print()).isEqualTo("one: poll: 0x80040115 MAPI_E_NETWORK_ERROR, last error 1722\n");
  }

  @Test
  void resultThatLeavesTheLastErrorAlone_isReportedWithoutIt() throws Exception {
    transcript.actor("one").poll(() -> fail(0x80040200, 11));

    assertThat(print()).isEqualTo("one: poll: 0x80040200 MAPI_E_END_OF_SESSION\n");
  }

  private static int fail(int result, int lastError) {
    throw new MapiException("IMsgStore::OpenEntry", result, lastError);
  }

  private String print() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    transcript.printTo(new PrintStream(out, true, "US-ASCII"));
    return out.toString("US-ASCII");
  }
}
