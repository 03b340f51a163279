package io.mapiaudit.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Memory;
import org.junit.jupiter.api.Test;

class JnaInternalsTest {

  @Test
  void the_thread_ends_and_comes_back() {
    for (int round = 0; round < 3; round++) {
      Memory memory = new Memory(16);
      assertThat(cleaners()).isEqualTo(1);
      JnaInternals.endCleaner();
      assertThat(cleaners()).isZero();
      memory.close();
    }
  }

  private static long cleaners() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("JNA Cleaner"))
        .count();
  }
}
