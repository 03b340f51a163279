package io.mapiaudit.cli;

import io.mapiaudit.model.AuditObserver;
import io.mapiaudit.model.Finding;
import io.mapiaudit.model.event.Event;
import io.mapiaudit.model.event.EventHandler;
import io.mapiaudit.output.ReportedRun;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Runs the rules over recorded runs. Events of several runs are merged by time; within a run the
 * order of its journal is kept, also where its clock stepped back, so that a run alone is judged
 * exactly as it was live.
 */
final class Replay {

  /** To tell how far it is costs little, but not nothing. */
  private static final int EVENTS_UNTOLD = 10_000;

  /** One run with its place among the others. */
  private static final class Track implements Closeable {
    private final int index;
    private final Path folder;
    private final Recording recording;
    private final EventHandler judge;
    private final EventHandler watcher;
    private long time;

    Track(int index, Path folder, Recording recording, EventHandler judge, EventHandler watcher) {
      this.index = index;
      this.folder = folder;
      this.recording = recording;
      this.judge = judge;
      this.watcher = watcher;
    }

    boolean hasNext() {
      try {
        Event event = recording.peek();
        time = event == null ? 0 : event.timeMicros();
        return event != null;
      } catch (IOException e) {
        throw unreadable(folder, e);
      }
    }

    void deliver() {
      try {
        Event event = recording.next();
        // Before the judge: what the rules say is about the event that was just shown.
        if (watcher != null) {
          event.deliverTo(watcher);
        }
        event.deliverTo(judge);
      } catch (IOException e) {
        throw unreadable(folder, e);
      }
    }

    @Override
    public void close() throws IOException {
      recording.close();
    }
  }

  private final Recording.Opener opener;
  private final Judge.Factory judges;
  private final Progress progress;

  Replay(Recording.Opener opener, Judge.Factory judges, Progress progress) {
    this.opener = opener;
    this.judges = judges;
    this.progress = progress;
  }

  /** Tells nobody how far it is. */
  void beSilent() {
    progress.silence();
  }

  /**
   * Judges these runs together.
   *
   * @throws CommandFailure when a journal cannot be read
   */
  void run(List<Path> runFolders, Consumer<Finding> findings) throws IOException {
    run(runFolders, findings, AuditObserver.NONE, run -> null);
  }

  /**
   * Judges these runs together, and shows their events to others as well.
   *
   * @param observer is told what the rules learn, after the event that taught them
   * @param watchers is asked for each run, before any event, where its events go besides; null for
   *     nowhere
   * @throws CommandFailure when a journal cannot be read
   */
  void run(
      List<Path> runFolders,
      Consumer<Finding> findings,
      AuditObserver observer,
      Function<ReportedRun, EventHandler> watchers)
      throws IOException {
    Judge judge = judges.create(findings, observer);
    progress.begin("Reading " + (runFolders.size() == 1 ? "1 run" : runFolders.size() + " runs"));
    List<Track> tracks = new ArrayList<>();
    try {
      for (Map.Entry<Path, String> entry : names(runFolders).entrySet()) {
        Recording recording = open(entry.getKey());
        tracks.add(
            new Track(
                tracks.size(),
                entry.getKey(),
                recording,
                judge.run(entry.getValue()),
                watchers.apply(new ReportedRun(entry.getValue(), entry.getKey()))));
      }
      PriorityQueue<Track> queue =
          new PriorityQueue<>(
              Comparator.comparingLong((Track track) -> track.time)
                  .thenComparingInt(track -> track.index));
      tracks.stream().filter(Track::hasNext).forEach(queue::add);
      long delivered = 0;
      for (Track track = queue.poll(); track != null; track = queue.poll()) {
        track.deliver();
        if (track.hasNext()) {
          queue.add(track);
        }
        if (++delivered % EVENTS_UNTOLD == 0) {
          tell(tracks);
        }
      }
      judge.finish();
    } finally {
      progress.end();
      for (Track track : tracks) {
        track.close();
      }
    }
  }

  private void tell(List<Track> tracks) {
    long done = 0;
    long total = 0;
    for (Track track : tracks) {
      done += track.recording.bytesRead();
      total += track.recording.bytes();
    }
    progress.at(done, total);
  }

  private Recording open(Path folder) {
    try {
      return opener.open(folder);
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  /** The folders' own names, with as much of the path as tells them apart. */
  private static Map<Path, String> names(List<Path> folders) {
    Map<Path, String> names = new LinkedHashMap<>();
    for (Path folder : folders) {
      Path name = folder.getFileName();
      boolean unique =
          folders.stream().filter(other -> name.equals(other.getFileName())).count() == 1;
      names.put(folder, unique ? name.toString() : folder.toString());
    }
    return names;
  }

  private static CommandFailure unreadable(Path folder, IOException e) {
    String reason = e.getMessage() == null ? e.toString() : e.getMessage();
    return new CommandFailure(
        ExitCode.BAD_INPUT,
        "the journal in " + folder + " cannot be read: " + reason,
        "copy the whole folder of the run again, or leave it out");
  }
}
