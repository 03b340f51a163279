package io.mapiaudit.journal;

import java.io.IOException;
import java.nio.file.Path;

/** A file is not a journal segment that this version can read. */
public final class JournalFormatException extends IOException {

  private final transient Path file;
  private final long offset;
  private final boolean newer;
  private final String reason;

  JournalFormatException(Path file, long offset, String message) {
    this(file, offset, message, false);
  }

  private JournalFormatException(Path file, long offset, String message, boolean newer) {
    super(file + ": " + message + " (byte " + offset + ")");
    this.file = file;
    this.offset = offset;
    this.newer = newer;
    this.reason = message;
  }

  static JournalFormatException newer(Path file, int version) {
    return new JournalFormatException(
        file,
        RecordLayout.VERSION_AT,
        "journal format "
            + version
            + " is newer than format "
            + RecordLayout.VERSION
            + " that this version reads; use the mapi-audit that recorded it",
        true);
  }

  /** The file; null after serialisation. */
  public Path file() {
    return file;
  }

  /** The message without the place. */
  String reason() {
    return reason;
  }

  /** The first byte that makes no sense. */
  public long offset() {
    return offset;
  }

  /** True when the file was written by a newer version, false when it is damaged. */
  public boolean isNewerFormat() {
    return newer;
  }
}
