package io.mapiaudit.output.html;

import io.mapiaudit.output.SampleFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what a run's folder holds besides the journal. Files that make no sense are passed over.
 */
final class RunFiles {

  private static final long MAX_DESCRIPTION_BYTES = 1L << 20;

  private final Path folder;

  RunFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * {@code run.json} as JSON that is safe in the page; null when there is none that can be read.
   */
  String description() {
    Path file = folder.resolve("run.json");
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MAX_DESCRIPTION_BYTES) {
        return null;
      }
      String copied = PageJson.copy(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
      return copied.startsWith("{") ? copied : null;
    } catch (IOException unreadable) {
      return null;
    }
  }

  /**
   * Samples as JSON that is safe in the page, evenly thinned; the last one is always there.
   *
   * @param most how many
   */
  List<String> samples(int most) {
    List<String> samples = new ArrayList<>();
    try {
      for (String line : SampleFile.lines(folder)) {
        String sample = sample(line);
        if (sample != null) {
          samples.add(sample);
        }
      }
    } catch (IOException unreadable) {
      return samples;
    }
    int every = 1 + samples.size() / Math.max(1, most);
    List<String> kept = new ArrayList<>();
    // Counted from the last.
    for (int i = (samples.size() + every - 1) % every; i < samples.size(); i += every) {
      kept.add(samples.get(i));
    }
    return kept;
  }

  /** Null for what makes no sense. */
  private static String sample(String line) {
    try {
      return PageJson.copy(line);
    } catch (IOException damaged) {
      return null;
    }
  }
}
