package io.mapiaudit.journal;

/** How large a journal may get and in what portions it is written. */
final class JournalSettings {

  /** Smallest bound on disk: below it a segment would not hold a few long records. */
  static final long MIN_BYTES = 1L << 20;

  private static final int SEGMENTS = 32;
  private static final int LARGEST_SEGMENT = 8 << 20;

  private final int segmentBytes;
  private final int maxSegments;
  private final int ahead;
  private final int aheadAtFirst;

  /**
   * Settings.
   *
   * @param segmentBytes size of one segment file
   * @param maxSegments how many files there may be, the prepared ones included
   * @param ahead how many files are prepared before they are needed
   */
  JournalSettings(int segmentBytes, int maxSegments, int ahead) {
    this(segmentBytes, maxSegments, ahead, ahead);
  }

  private JournalSettings(int segmentBytes, int maxSegments, int ahead, int aheadAtFirst) {
    if (segmentBytes < RecordLayout.MIN_SEGMENT_BYTES
        || segmentBytes > RecordLayout.MAX_SEGMENT_BYTES
        || segmentBytes % RecordLayout.SLOT_BYTES != 0
        || ahead < 1
        || maxSegments < ahead + 2) {
      throw new IllegalArgumentException(
          maxSegments + " segments of " + segmentBytes + " bytes, " + ahead + " ahead");
    }
    this.segmentBytes = segmentBytes;
    this.maxSegments = maxSegments;
    this.ahead = ahead;
    this.aheadAtFirst = aheadAtFirst;
  }

  /**
   * Settings for a bound on disk. A 32nd of it is a segment, so that little is lost when the oldest
   * goes, and no more than 8 MiB, because three are mapped at a time and a 32-bit process has
   * little address space to spare.
   *
   * @throws IllegalArgumentException when the bound is below {@link #MIN_BYTES}
   */
  static JournalSettings bounded(long maxBytes) {
    if (maxBytes < MIN_BYTES) {
      throw new IllegalArgumentException(
          "a journal needs at least " + MIN_BYTES + " bytes, not " + maxBytes);
    }
    long portion = Math.min(LARGEST_SEGMENT, maxBytes / SEGMENTS);
    int segmentBytes = Math.max(RecordLayout.MIN_SEGMENT_BYTES, (int) portion / 4096 * 4096);
    int segments = (int) Math.min(Integer.MAX_VALUE, maxBytes / segmentBytes);
    return new JournalSettings(segmentBytes, segments, 2, 1);
  }

  int segmentBytes() {
    return segmentBytes;
  }

  int maxSegments() {
    return maxSegments;
  }

  int ahead() {
    return ahead;
  }

  /** The same until the first segment is full: most programs never fill it. */
  int aheadAtFirst() {
    return aheadAtFirst;
  }
}
