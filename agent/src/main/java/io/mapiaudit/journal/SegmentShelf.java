package io.mapiaudit.journal;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The segment files of a run, oldest first, and how room is made among them. Windows refuses to
 * delete a file until its mapping has been garbage collected, which can take hours, and unmapping
 * by force would crash a thread that still writes. So a segment whose mapping lives and whose every
 * place was filled, which nobody will touch again, has its file used anew; only others are deleted.
 */
final class SegmentShelf {

  private static final class Entry {
    final long number;
    final Path file;
    final WeakReference<Segment> segment;

    Entry(Segment segment, Path file) {
      this.number = segment.number();
      this.file = file;
      this.segment = new WeakReference<>(segment);
    }
  }

  /** A file with zeros in it that is mapped. */
  static final class Blank {
    final Path file;
    final ByteBuffer bytes;

    Blank(Path file, ByteBuffer bytes) {
      this.file = file;
      this.bytes = bytes;
    }
  }

  private final Deque<Entry> entries = new ArrayDeque<>();

  /** Files that are to go and that the operating system would not delete yet. */
  private final Deque<Path> refused = new ArrayDeque<>();

  private final ByteBuffer buffer = FileWindow.newBuffer();
  private final AtomicLong droppedSegments = new AtomicLong();
  private final AtomicLong droppedEvents = new AtomicLong();
  private final AtomicLong unreadEvents = new AtomicLong();
  private String lastFailure;

  void add(Segment segment, Path file) {
    entries.addLast(new Entry(segment, file));
  }

  /** Files on the disk, the refused ones included. */
  int size() {
    return entries.size() + refused.size();
  }

  /** Number of the oldest segment there is. */
  long oldest() {
    return entries.getFirst().number;
  }

  Path fileOf(long number) {
    for (Entry entry : entries) {
      if (entry.number == number) {
        return entry.file;
      }
    }
    throw new IllegalArgumentException("no segment " + number);
  }

  /**
   * Drops the oldest segment.
   *
   * @param current number of the segment that is written; it and later ones stay
   * @param tailed number of the segment the engine reads, whose bytes must stay as they are
   * @return its file to be used anew; null when it was deleted, refused, or there was none
   * @throws IOException when the process may open no file: nothing was dropped, for that would give
   *     no file handle back, and what was dropped could not be counted
   */
  Blank dropOldest(long current, long tailed) throws IOException {
    Entry entry = entries.getFirst();
    if (entry.number >= current) {
      return null;
    }
    SegmentScan scan = scan(entry.file);
    entries.removeFirst();
    droppedSegments.incrementAndGet();
    droppedEvents.addAndGet(scan.events());
    unreadEvents.addAndGet(entry.number > tailed ? scan.events() : 0);
    Segment mapped = entry.segment.get();
    // A file somebody deleted could not be scanned and is not whole: its mapping leads nowhere.
    if (mapped != null && scan.isWhole() && entry.number != tailed) {
      return new Blank(entry.file, mapped.wipe());
    }
    if (!delete(entry.file)) {
      refused.addLast(entry.file);
    }
    return null;
  }

  private SegmentScan scan(Path file) throws IOException {
    try {
      return SegmentScan.of(file, buffer);
    } catch (IOException failure) {
      if (!canOpen(entries.getLast().file)) {
        throw failure;
      }
      return SegmentScan.ofNothing();
    }
  }

  private static boolean canOpen(Path file) {
    try {
      Files.newByteChannel(file).close();
      return true;
    } catch (NoSuchFileException gone) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Tries again to delete what was refused; true when nothing is left of it. */
  boolean retryRefused() {
    refused.removeIf(this::delete);
    return refused.isEmpty();
  }

  /** Deletes the files of segments that were prepared and never used. */
  void deleteAfter(long current) {
    while (entries.getLast().number > current) {
      delete(entries.removeLast().file);
    }
  }

  private boolean delete(Path file) {
    try {
      Files.delete(file);
      return true;
    } catch (NoSuchFileException gone) {
      return true;
    } catch (IOException e) {
      lastFailure = e.toString();
      return false;
    }
  }

  /** Why a file was last refused, null when none was. */
  String lastFailure() {
    return lastFailure;
  }

  long droppedSegments() {
    return droppedSegments.get();
  }

  long droppedEvents() {
    return droppedEvents.get();
  }

  /** Events dropped before the engine got to their segment. */
  long unreadEvents() {
    return unreadEvents.get();
  }
}
