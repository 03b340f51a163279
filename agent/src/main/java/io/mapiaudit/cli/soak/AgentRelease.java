package io.mapiaudit.cli.soak;

import java.nio.file.Path;

/** Ends the audit of the process that records into a folder. */
public interface AgentRelease {

  /** Ends it, as well as can be: a process that has gone has ended its audit. */
  void release(Path runFolder);
}
