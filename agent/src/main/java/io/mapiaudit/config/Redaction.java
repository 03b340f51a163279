package io.mapiaudit.config;

/** What happens to SIDs and account names before they leave the process. */
public enum Redaction {
  /** They are written as they are. */
  NONE,
  /** They are written as salted hashes only. */
  HASH
}
