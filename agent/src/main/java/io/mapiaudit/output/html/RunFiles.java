package io.mapiaudit.output.html;

import java.io.BufferedReader;
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

  private static final long MAX_BYTES = 64L << 20;
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
   * Objects of {@code samples.jsonl} as JSON, evenly thinned; the last one is always there.
   *
   * @param most how many
   */
  List<String> samples(int most) {
    Path file = folder.resolve("samples.jsonl");
    List<String> samples = new ArrayList<>();
    try {
      if (most < 2 || !Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
        return samples;
      }
      int every = 1;
      int line = 0;
      String last = null;
      try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        for (String text = reader.readLine(); text != null; text = reader.readLine()) {
          last = sample(text);
          if (last == null || line++ % every != 0) {
            continue;
          }
          samples.add(last);
          last = null;
          if (samples.size() == most) {
            for (int i = most - 1 - (most - 1) % 2; i >= 0; i -= 2) {
              // Every second one goes, but the first stays.
              if (i + 1 < samples.size()) {
                samples.remove(i + 1);
              }
            }
            every *= 2;
          }
        }
      }
      if (last != null) {
        samples.add(last);
      }
    } catch (IOException unreadable) {
      return samples;
    }
    return samples;
  }

  /** Null for what is no object; a line may be half written. */
  private static String sample(String line) {
    try {
      return line.startsWith("{") ? PageJson.copy(line) : null;
    } catch (IOException damaged) {
      return null;
    }
  }
}
