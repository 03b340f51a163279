package io.mapiaudit.journal;

import java.nio.file.Path;

/** A place where a recorded journal is not whole. */
public final class JournalProblem {

  /** What is wrong. */
  public enum Kind {
    /** Bytes that do not match their checksum, or a record that makes no sense. */
    DAMAGED,
    /** The file ends before its segment does. */
    CUT_OFF,
    /** A writer was stopped between claiming a place and filling it; not damage. */
    UNFINISHED,
    /** Segments are gone: the oldest by the bound on disk, or others by somebody's hand. */
    MISSING,
    /** The operating system would not read the file. */
    UNREADABLE
  }

  private final Kind kind;
  private final Path file;
  private final long offset;
  private final String message;

  JournalProblem(Kind kind, Path file, long offset, String message) {
    this.kind = kind;
    this.file = file;
    this.offset = offset;
    this.message = message;
  }

  public Kind kind() {
    return kind;
  }

  /** The segment file, or the run folder for missing segments. */
  public Path file() {
    return file;
  }

  /** First byte of the file that makes no sense. */
  public long offset() {
    return offset;
  }

  /** What is wrong and what is left out because of it. */
  public String message() {
    return message;
  }

  /** True when the input counts as corrupt, false for what a killed or bounded run leaves. */
  public boolean isCorruption() {
    return kind != Kind.UNFINISHED && kind != Kind.MISSING;
  }

  @Override
  public String toString() {
    return file + ", byte " + offset + ": " + message;
  }
}
