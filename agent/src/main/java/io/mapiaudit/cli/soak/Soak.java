package io.mapiaudit.cli.soak;

import io.mapiaudit.cli.report.FindingSet;
import io.mapiaudit.cli.report.KnownFinding;
import io.mapiaudit.model.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * Watches a program until it ends, its time is over or somebody stops the soak; tells its numbers
 * at intervals, and judges it at the end.
 */
public final class Soak {

  /** The longest time after which the end of the program or a stop is noticed. */
  private static final long STEP_MILLIS = 500;

  /** What shells and JVMs make of SIGINT. */
  private static final int SIGINT = 130;

  /** STATUS_CONTROL_C_EXIT of Windows, 0xC000013A. */
  private static final int CONTROL_C_EXIT = -1_073_741_510;

  /** How the soak came to its end. */
  enum End {
    PROGRAM("the program has ended"),
    TIME("the time is over"),
    STOPPED("it was stopped");

    private final String words;

    End(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** Judges the journal of a run that did not end in order: nobody has told its end. */
  public interface LastWord {
    void add(Path run, FindingSet findings) throws IOException;
  }

  private final SoakTarget target;
  private final Duration most;
  private final Duration every;
  private final Severity failOn;
  private final SoakTeller teller;
  private final LastWord lastWord;
  private final RunWatch watch = new RunWatch();
  private final Map<Path, Map<String, Object>> told = new HashMap<>();
  private final long startNanos = System.nanoTime();
  private volatile boolean stopped;

  /**
   * A soak.
   *
   * @param most how long it lasts at most; null: until the program ends
   * @param every time between two summaries
   * @param failOn the severity of findings that fail it; null: none does
   */
  public Soak(
      SoakTarget target,
      Duration most,
      Duration every,
      Severity failOn,
      SoakTeller teller,
      LastWord lastWord) {
    this.target = target;
    this.most = most;
    this.every = every;
    this.failOn = failOn;
    this.teller = teller;
    this.lastWord = lastWord;
  }

  /** Ends it soon, with its verdict; for any thread. */
  public void stop() {
    stopped = true;
  }

  /**
   * Watches to the end.
   *
   * @return the verdict
   */
  public SoakVerdict run() throws IOException, InterruptedException {
    long nextSeconds = seconds(every);
    long toldSeconds = 0;
    End end = end();
    while (end == null) {
      target.await(STEP_MILLIS);
      if (seconds() >= nextSeconds) {
        watch.look(target.runs());
        tell(seconds(), seconds() - toldSeconds);
        toldSeconds = seconds();
        nextSeconds += seconds(every);
      }
      end = end();
    }
    long lasted = seconds();
    if (isInterrupt(target.exitCode())) {
      end = End.STOPPED;
    }
    List<String> notes = new ArrayList<>(target.end());
    watch.look(target.runs());
    for (Path run : watch.runs()) {
      lastWord.add(run, watch.findings());
    }
    tell(lasted, Math.max(1, lasted - toldSeconds));
    return new SoakVerdict(lasted, end, target.exitCode(), failOn, watch, notes);
  }

  /** Ctrl-C reaches the program as well, which may be gone before this process has noticed. */
  private static boolean isInterrupt(OptionalInt code) {
    return code.isPresent() && (code.getAsInt() == SIGINT || code.getAsInt() == CONTROL_C_EXIT);
  }

  private End end() {
    if (stopped) {
      return End.STOPPED;
    }
    if (!target.isAlive()) {
      return End.PROGRAM;
    }
    return most != null && seconds() >= seconds(most) ? End.TIME : null;
  }

  private static long seconds(Duration span) {
    return TimeUnit.MILLISECONDS.toSeconds(span.toMillis());
  }

  private long seconds() {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNanos);
  }

  private void tell(long elapsed, long since) {
    for (Path run : watch.runs()) {
      Map<String, Object> sample = watch.latest(run);
      if (sample != null) {
        teller.sample(elapsed, since, run, sample, told.put(run, sample));
      }
    }
    for (KnownFinding finding : watch.news()) {
      teller.finding(elapsed, finding);
    }
  }
}
