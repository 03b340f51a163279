package io.mapiaudit.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.Kind;
import org.junit.jupiter.api.Test;

class StackRecorderTest {

  private final StackRecorder recorder = new StackRecorder();
  private final Object target = new Object();

  @Test
  void wants_the_stack_of_every_logon() {
    assertThat(recorder.wants(Kind.LOGON, target, "S-1", false)).isTrue();
    assertThat(recorder.wants(Kind.LOGON, target, "S-1", false)).isTrue();
  }

  @Test
  void wants_an_ordinary_call_once_for_each_user() {
    assertThat(recorder.wants(Kind.CALL, target, "S-1", false)).isTrue();
    assertThat(recorder.wants(Kind.CALL, target, "S-1", false)).isFalse();
    assertThat(recorder.wants(Kind.CALL, target, "S-2", false)).isTrue();
    assertThat(recorder.wants(Kind.CALL, new Object(), "S-1", false)).isTrue();
  }

  @Test
  void wants_suspicious_calls_again_but_ever_fewer() {
    int taken = 0;
    for (int i = 0; i < 6400; i++) {
      taken += recorder.wants(Kind.RELEASE, target, "S-1", true) ? 1 : 0;
    }

    assertThat(taken).isBetween(64, 200);
  }

  @Test
  void take_leaves_out_the_frames_of_the_agent() {
    assertThat(StackRecorder.take().frames().get(0)).doesNotContain("io.mapiaudit.capture.StackR");
  }
}
