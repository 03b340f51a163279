package io.mapiaudit.journal;

import io.mapiaudit.journal.JournalProblem.Kind;
import io.mapiaudit.model.event.Event;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Reads the events of one recorded segment file; reports what is damaged and goes on at the next
 * whole record, so that one bad byte costs one record.
 */
final class SegmentReader implements Closeable {

  /** So many damaged places and the file is given up. */
  private static final int MAX_DAMAGED_PLACES = 32;

  private final Path file;
  private final FileWindow window;
  private final long number;
  private final SegmentCursor cursor;
  private final EventDecoder decoder;
  private final Consumer<JournalProblem> problems;
  private final long unresolvedBefore;
  private int damagedPlaces;
  private boolean done;

  private SegmentReader(
      Path file,
      FileWindow window,
      SegmentHeader header,
      EventDecoder decoder,
      Consumer<JournalProblem> problems) {
    this.file = file;
    this.window = window;
    this.number = header.number();
    this.cursor = new SegmentCursor(window, header);
    this.decoder = decoder;
    this.problems = problems;
    this.unresolvedBefore = decoder.unresolved();
    decoder.startSegment();
  }

  /**
   * Opens a segment file.
   *
   * @param number of the segment that is expected there
   * @return null when the recorder has used the file anew since
   * @throws JournalFormatException when its header is damaged
   */
  static SegmentReader open(
      Path file,
      long number,
      ByteBuffer buffer,
      EventDecoder decoder,
      Consumer<JournalProblem> problems)
      throws IOException {
    FileWindow window = new FileWindow(file, buffer);
    SegmentReader reader = null;
    try {
      SegmentHeader header = SegmentHeader.read(window, file);
      if (header == null || header.number() != number) {
        return null;
      }
      reader = new SegmentReader(file, window, header, decoder, problems);
      return reader;
    } finally {
      if (reader == null) {
        window.close();
      }
    }
  }

  /** How far it is in the file, in bytes. */
  long position() {
    return cursor.offset();
  }

  /** The next event, or null at the end. */
  Event next() {
    try {
      while (!done) {
        Event event = step();
        if (event != null) {
          return event;
        }
      }
    } catch (IOException e) {
      report(Kind.UNREADABLE, cursor.offset(), "cannot be read: " + e);
      done = true;
    }
    return null;
  }

  private Event step() throws IOException {
    switch (cursor.look()) {
      case RECORD:
        return decode();
      case EMPTY:
        long offset = cursor.offset();
        if (cursor.skipToRecord()) {
          long bytes = cursor.offset() - offset;
          report(Kind.UNFINISHED, offset, bytes + " bytes were claimed and never filled");
        } else {
          finish();
        }
        return null;
      case DAMAGED:
        if (isUsedAnew()) {
          report(Kind.MISSING, cursor.offset(), "dropped from here on while it was read");
          finish();
        } else {
          skipDamage();
        }
        return null;
      case CUT:
        report(Kind.CUT_OFF, cursor.offset(), "the file ends here, before its segment does");
        finish();
        return null;
      default:
        finish();
        return null;
    }
  }

  private Event decode() {
    try {
      return decoder.decode(cursor);
    } catch (PayloadReader.BadPayload e) {
      if (damage()) {
        report(Kind.DAMAGED, cursor.offset(), "record left out: " + e.getMessage());
      }
      return null;
    } finally {
      cursor.advance();
    }
  }

  private void skipDamage() throws IOException {
    if (!damage()) {
      return;
    }
    long offset = cursor.offset();
    boolean found = cursor.skipToRecord();
    String rest = found ? "readable again from byte " + cursor.offset() : "nothing readable behind";
    report(Kind.DAMAGED, offset, "damaged record; " + rest);
    if (!found) {
      finish();
    }
  }

  /** True when a recorder that is running has put another segment into this file. */
  private boolean isUsedAnew() throws IOException {
    window.refresh();
    SegmentHeader header = SegmentHeader.read(window, file);
    return header == null || header.number() != number;
  }

  /** Counts a damaged place; false when it is one too many and the file is given up. */
  private boolean damage() {
    if (++damagedPlaces < MAX_DAMAGED_PLACES) {
      return true;
    }
    report(Kind.DAMAGED, cursor.offset(), "too much damage; the rest of the file is left out");
    finish();
    return false;
  }

  private void finish() {
    done = true;
    long unresolved = decoder.unresolved() - unresolvedBefore;
    if (unresolved > 0) {
      report(
          Kind.DAMAGED,
          0,
          unresolved + " times an event names an identity, stack or text whose record is damaged");
    }
  }

  private void report(Kind kind, long offset, String message) {
    problems.accept(new JournalProblem(kind, file, offset, message));
  }

  @Override
  public void close() throws IOException {
    window.close();
  }
}
