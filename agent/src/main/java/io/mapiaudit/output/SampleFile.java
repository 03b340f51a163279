package io.mapiaudit.output;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code samples.jsonl} of a run: its numbers at intervals, one JSON object a line. All numbers are
 * integers and, but for those of the moment, grow from the start of the run:
 *
 * <pre>
 * time           ISO-8601, UTC, with microseconds
 * calls          of entry points so far, without notifications
 * notifications  so far
 * identities     users with live sessions now
 * sessions       live now
 * findings       {critical, high, medium, low}: distinct ones so far, without suppressed ones
 * suppressed     distinct suppressed findings so far
 * heapUsed       bytes now
 * metaspace      bytes now
 * threads        of the JVM now
 * cpuMillis      processor time of the process so far
 * journalBytes   on disk now
 * lostEvents     that could not be recorded, so far
 * </pre>
 *
 * A number that the JVM does not tell is missing.
 */
public final class SampleFile {

  /** Its name in the folder of a run. */
  public static final String NAME = "samples.jsonl";

  private SampleFile() {}

  /** The whole lines of a run's file, oldest first; none when it has no such file. */
  public static List<String> lines(Path runFolder) throws IOException {
    List<String> lines = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Files.newInputStream(runFolder.resolve(NAME)), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith("{") && line.endsWith("}")) {
          lines.add(line);
        }
      }
    } catch (NoSuchFileException none) {
      return lines;
    }
    return lines;
  }
}
