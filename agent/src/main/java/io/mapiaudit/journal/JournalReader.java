package io.mapiaudit.journal;

import io.mapiaudit.journal.JournalProblem.Kind;
import io.mapiaudit.model.event.Event;
import io.mapiaudit.model.event.RunStarted;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Reads the journal in a run folder from its oldest event to its newest, also while it is recorded
 * or after its process was killed. Damage is reported and passed over; heap use depends on the
 * segment size and not on the journal's. For one thread at a time.
 */
public final class JournalReader implements Closeable {

  private final Path dir;
  private final NavigableMap<Long, Path> left = new TreeMap<>();
  private final Map<Long, Long> sizes = new HashMap<>();
  private final Consumer<JournalProblem> problems;
  private final ByteBuffer buffer = FileWindow.newBuffer();
  private final EventDecoder decoder = new EventDecoder();
  private SegmentReader segment;
  private long previous;
  private boolean begun;
  private Event heldBack;
  private Event behindHeldBack;
  private Event ahead;

  private JournalReader(Path dir, Consumer<JournalProblem> problems) {
    this.dir = dir;
    this.problems = problems;
  }

  /**
   * Opens the journal in a run folder.
   *
   * @param problems told, while reading, of every place that is not whole
   * @throws NoSuchFileException when the folder holds no journal
   * @throws JournalFormatException when a newer version wrote it
   */
  public static JournalReader open(Path runDir, Consumer<JournalProblem> problems)
      throws IOException {
    List<Path> files = SegmentFiles.list(runDir);
    if (files.isEmpty()) {
      throw new NoSuchFileException(runDir.toString(), null, "no journal in this folder");
    }
    JournalReader reader = new JournalReader(runDir, problems);
    for (Path file : files) {
      reader.index(file);
    }
    return reader;
  }

  private void index(Path file) throws JournalFormatException {
    try (FileWindow window = new FileWindow(file, buffer)) {
      SegmentHeader header = SegmentHeader.read(window, file);
      if (header != null && left.putIfAbsent(header.number(), file) != null) {
        throw new JournalFormatException(file, 0, "a second copy of segment " + header.number());
      }
      if (header != null) {
        sizes.put(header.number(), Files.size(file));
      }
    } catch (JournalFormatException e) {
      if (e.isNewerFormat()) {
        throw e;
      }
      report(Kind.DAMAGED, file, e.offset(), e.reason());
    } catch (NoSuchFileException deletedMeanwhile) {
      report(Kind.MISSING, file, 0, "deleted while it was to be read");
    } catch (IOException e) {
      report(Kind.UNREADABLE, file, 0, "cannot be read: " + e);
    }
  }

  /** True while some process records into the folder. */
  public static boolean isBeingRecorded(Path runDir) throws IOException {
    return RunLock.isHeld(runDir);
  }

  /** True when the process that recorded into the folder went away without ending its run. */
  public static boolean wasAbandoned(Path runDir) throws IOException {
    return RunLock.isAbandoned(runDir);
  }

  /** Has an abandoned run no longer count as such. */
  public static void settle(Path runDir) throws IOException {
    RunLock.settle(runDir);
  }

  /** Bytes of the whole journal when it was opened. */
  public long bytes() {
    return sizes.values().stream().mapToLong(Long::longValue).sum();
  }

  /** About how many of {@link #bytes} were read so far. */
  public long bytesRead() {
    long unread = left.keySet().stream().mapToLong(number -> sizes.getOrDefault(number, 0L)).sum();
    long current = segment == null ? 0 : sizes.getOrDefault(previous, 0L) - segment.position();
    return bytes() - unread - current;
  }

  /** The next event, which stays the next; null at the end. */
  public Event peek() {
    if (ahead == null) {
      ahead = read();
    }
    return ahead;
  }

  /** The next event; null at the end. */
  public Event next() {
    Event event = peek();
    ahead = null;
    return event;
  }

  private Event read() {
    if (behindHeldBack != null) {
      Event event = behindHeldBack;
      behindHeldBack = null;
      return event;
    }
    while (segment != null || openNext()) {
      Event event = segment.next();
      if (event == null) {
        closeSegment();
      } else if (heldBack != null) {
        Event first = heldBack;
        heldBack = null;
        behindHeldBack = event;
        return first;
      } else if (begun && event instanceof RunStarted) {
        // A segment prepared and never used holds just this one; live, nobody sees that one.
        heldBack = event;
      } else {
        begun = true;
        return event;
      }
    }
    return null;
  }

  private boolean openNext() {
    while (!left.isEmpty()) {
      Map.Entry<Long, Path> entry = left.pollFirstEntry();
      reportMissing(entry.getKey());
      if (open(entry.getKey(), entry.getValue())) {
        return true;
      }
    }
    return false;
  }

  private boolean open(long number, Path file) {
    try {
      segment = SegmentReader.open(file, number, buffer, decoder, problems);
      if (segment == null) {
        report(Kind.MISSING, file, 0, "dropped while it was to be read");
      }
    } catch (JournalFormatException e) {
      report(Kind.DAMAGED, file, e.offset(), e.reason());
    } catch (NoSuchFileException e) {
      report(Kind.MISSING, file, 0, "deleted while it was to be read");
    } catch (IOException e) {
      report(Kind.UNREADABLE, file, 0, "cannot be read: " + e);
    }
    return segment != null;
  }

  private void reportMissing(long number) {
    if (number > previous + 1) {
      String gone = previous == 0 ? "the oldest segments, up to " : "segments up to ";
      report(Kind.MISSING, dir, 0, gone + (number - 1) + " are gone");
    }
    previous = number;
  }

  private void report(Kind kind, Path file, long offset, String message) {
    problems.accept(new JournalProblem(kind, file, offset, message));
  }

  private void closeSegment() {
    heldBack = null;
    try {
      segment.close();
    } catch (IOException e) {
      report(Kind.UNREADABLE, dir, 0, "cannot be closed: " + e);
    }
    segment = null;
  }

  @Override
  public void close() {
    if (segment != null) {
      closeSegment();
    }
    left.clear();
  }
}
