package io.mapiaudit.runtime;

import io.mapiaudit.instrument.discover.CandidateScan;
import io.mapiaudit.model.Candidate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;

/** Looks at programs that are not running for what the audit could be told about. */
public final class Discovery {

  private final CandidateScan scan;

  /**
   * A discovery.
   *
   * @param unreadable is given each file that is passed over, and why
   */
  public Discovery(BiConsumer<String, String> unreadable) {
    this.scan = new CandidateScan(unreadable);
  }

  /** Reads a class file, an archive with those inside it, or all of them below a folder. */
  public void read(Path path) throws IOException {
    scan.read(path);
  }

  /** How many class files were read. */
  public int classes() {
    return scan.classes();
  }

  /** What looks like MAPI or impersonation in all that was read. */
  public List<Candidate> candidates() {
    return scan.candidates();
  }
}
