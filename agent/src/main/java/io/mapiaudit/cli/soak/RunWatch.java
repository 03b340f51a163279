package io.mapiaudit.cli.soak;

import io.mapiaudit.cli.process.JsonText;
import io.mapiaudit.cli.report.FindingSet;
import io.mapiaudit.cli.report.KnownFinding;
import io.mapiaudit.cli.report.SavedFindings;
import io.mapiaudit.output.SampleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the folders of the runs tell while they go on. */
final class RunWatch {

  private final FindingSet findings = new FindingSet();
  private final Set<String> told = new HashSet<>();
  private final Map<Path, Long> sizes = new LinkedHashMap<>();
  private final Map<Path, Map<String, Object>> first = new LinkedHashMap<>();
  private final Map<Path, Map<String, Object>> latest = new LinkedHashMap<>();

  /** Looks again. */
  void look(List<Path> runs) throws IOException {
    for (Path run : runs) {
      Path file = run.resolve("findings.jsonl");
      long size = Files.exists(file) ? Files.size(file) : 0;
      if (!Long.valueOf(size).equals(sizes.put(run, size)) && size > 0) {
        SavedFindings.ofRun(file, findings, run.toString());
      }
      sample(run);
    }
  }

  private void sample(Path run) throws IOException {
    List<String> lines = SampleFile.lines(run);
    if (lines.isEmpty()) {
      return;
    }
    try {
      latest.put(run, JsonText.object(lines.get(lines.size() - 1)));
      if (!first.containsKey(run)) {
        first.put(run, JsonText.object(lines.get(0)));
      }
    } catch (IOException notWhole) {
      // The one before stands for it.
    }
  }

  /** The runs there are. */
  List<Path> runs() {
    return new ArrayList<>(sizes.keySet());
  }

  /** The first sample of a run, null when it has none. */
  Map<String, Object> first(Path run) {
    return first.get(run);
  }

  /** The newest sample of a run, null when it has none. */
  Map<String, Object> latest(Path run) {
    return latest.get(run);
  }

  FindingSet findings() {
    return findings;
  }

  /** The findings that were not there when this was asked last. */
  List<KnownFinding> news() {
    List<KnownFinding> news = new ArrayList<>();
    findings
        .defects()
        .forEach(
            (key, finding) -> {
              if (told.add(key + " " + finding.severity())) {
                news.add(finding);
              }
            });
    return news;
  }
}
