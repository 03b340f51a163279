package io.mapiaudit.output;

import io.mapiaudit.model.Finding;

/** A place where findings go. What it throws stops no other output. */
public interface Output extends AutoCloseable {

  /**
   * Takes a finding: when it is first raised, whenever its count reaches a power of ten, when it
   * got graver, and at shutdown. The same finding is known by its fingerprint.
   */
  void finding(Finding finding);

  /** Writes what is still to be written and gives resources back; no finding follows. */
  @Override
  void close();
}
