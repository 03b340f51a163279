package io.mapiaudit.cli;

import io.mapiaudit.cli.report.FindingSet;
import io.mapiaudit.cli.soak.Soak;
import io.mapiaudit.journal.JournalReader;
import io.mapiaudit.model.Suppressions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;

/** Judges the runs of processes that died from their journals, to the end. */
final class AbruptEnd implements Soak.LastWord {

  private final Replay replay;
  private final Suppressions suppressions;

  AbruptEnd(Replay replay, Suppressions suppressions) {
    this.replay = replay;
    this.suppressions = suppressions;
  }

  @Override
  public void add(Path run, FindingSet findings) throws IOException {
    if (JournalReader.wasAbandoned(run)) {
      replay.run(
          Collections.singletonList(run),
          finding -> findings.add(suppressions.apply(finding), run.toString()));
    }
  }
}
