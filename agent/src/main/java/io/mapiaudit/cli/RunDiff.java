package io.mapiaudit.cli;

import io.mapiaudit.cli.report.FindingDiff;
import io.mapiaudit.cli.report.FindingSet;
import io.mapiaudit.cli.report.SavedFindings;
import io.mapiaudit.model.Suppressions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;

/** Compares what the rules find in two sets of runs. */
final class RunDiff {

  private final Replay replay;
  private final Path suppressionFile;

  /**
   * A comparison.
   *
   * @param suppressionFile null for none; files of findings keep the suppressions they have
   */
  RunDiff(Replay replay, Path suppressionFile) {
    this.replay = replay;
    this.suppressionFile = suppressionFile;
  }

  /**
   * Compares.
   *
   * @throws CommandFailure when one of them cannot be read
   */
  FindingDiff of(Path before, Path after) throws IOException {
    return new FindingDiff(findings(before), findings(after));
  }

  private FindingSet findings(Path path) throws IOException {
    if (Files.isRegularFile(path)) {
      return SavedFindings.read(path);
    }
    FindingSet findings = new FindingSet();
    Suppressions suppressions = GivenSuppressions.read(suppressionFile);
    replay.run(
        RunFolders.find(Collections.singletonList(path)),
        finding -> findings.add(suppressions.apply(finding)));
    return findings;
  }
}
