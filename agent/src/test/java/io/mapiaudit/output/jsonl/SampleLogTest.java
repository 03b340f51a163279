package io.mapiaudit.output.jsonl;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.output.SampleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleLogTest {

  @TempDir Path folder;

  @Test
  void shortRun_isKeptInWhole() throws IOException {
    assertThat(after(8)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
  }

  @Test
  void longRun_isThinnedEvenly_andKeepsItsLastSample() throws IOException {
    assertThat(after(9)).containsExactly(0, 2, 4, 6, 8);
    assertThat(after(16)).containsExactly(0, 2, 4, 6, 8, 10, 12, 14, 15);
    assertThat(after(17)).containsExactly(0, 4, 8, 12, 16);
    assertThat(after(1_000).size()).isBetween(4, 9);
  }

  /** The numbers of the samples that are left of so many. */
  private List<Integer> after(int samples) throws IOException {
    Path run = folder.resolve(String.valueOf(samples));
    Files.createDirectory(run);
    try (SampleLog log = new SampleLog(run, 8)) {
      for (int i = 0; i < samples; i++) {
        log.add(Collections.singletonMap("n", i));
      }
    }
    List<Integer> left = new ArrayList<>();
    for (String line : SampleFile.lines(run)) {
      left.add(Integer.valueOf(line.replaceAll("\\D", "")));
    }
    return left;
  }
}
