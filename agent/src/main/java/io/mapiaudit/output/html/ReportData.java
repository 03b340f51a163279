package io.mapiaudit.output.html;

import io.mapiaudit.model.AuditObserver;
import io.mapiaudit.model.Finding;
import io.mapiaudit.model.RunInfo;
import io.mapiaudit.model.SessionInfo;
import io.mapiaudit.model.Severity;
import io.mapiaudit.model.event.EventHandler;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All that the page shows: runs, users and findings, gathered while events pass once. */
final class ReportData {

  /** Most lanes kept while events pass, of all runs together. */
  static final int LANES = 4_000;

  private static final int FEWEST_LANES = 50;

  /** Rules that raise later than what they are about, at an event of any thread. */
  private static final Set<String> LATE =
      new HashSet<>(Arrays.asList("release-stalled", "ended-abruptly-while-impersonating"));

  /** Raised at a sweep, once for each thread. */
  private static final String NATIVE = "native-worker-in-process-identity";

  private final Users users = new Users();
  private final List<RunRecord> runs = new ArrayList<>();
  private final FindingGroups findings = new FindingGroups();
  private RunRecord turn;

  /** A fingerprint that was marked when it was raised first, which is told once more. */
  private String marked;

  /** Gets a run's events, each before the rules get it. */
  EventHandler run(String name, Path folder) {
    RunRecord run = new RunRecord(name, folder, users, this::room, current -> turn = current);
    runs.add(run);
    return run;
  }

  private int room() {
    return Math.max(FEWEST_LANES, LANES / Math.max(1, runs.size()));
  }

  /** The state of a finding, whenever there is news of it. */
  void accept(Finding finding) {
    RunRecord run = of(finding.run());
    if (run == null) {
      return;
    }
    boolean isNew = findings.put(run, finding);
    if (isNew && finding.session() != null) {
      run.sessions().found(finding.session().id());
    }
    if (isNew && finding.thread() != null) {
      run.raisedOn(finding.thread(), finding.firstSeenMicros(), findings.number(finding));
      marked = finding.fingerprint();
    }
  }

  /** The run whose turn it is when it fits: at the end the rules speak of all runs. */
  private RunRecord of(RunInfo info) {
    if (info != null && turn != null && info.isSameRun(turn.facts().info())) {
      return turn;
    }
    for (RunRecord run : runs) {
      if (info != null && info.isSameRun(run.facts().info())) {
        return run;
      }
    }
    return turn != null ? turn : runs.isEmpty() ? null : runs.get(0);
  }

  /** Is told what the rules learn at the event whose turn it is. */
  AuditObserver observer() {
    return new AuditObserver() {
      @Override
      public void sessionBegan(SessionInfo session) {
        turn.sessions().began(session);
      }

      @Override
      public void sessionEnded(
          long number, long calls, long notifications, boolean seen, long micros) {
        turn.sessions().ended(number, calls, notifications, seen, micros);
      }

      @Override
      public void raised(String fingerprint, String rule, Severity severity) {
        boolean again = !fingerprint.equals(marked);
        marked = null;
        if (!again || LATE.contains(rule) || turn == null) {
          return;
        }
        int number = findings.number(rule, fingerprint);
        if (rule.equals(NATIVE)) {
          turn.raisedOnNative(number);
        } else {
          turn.raisedHere(number);
        }
      }
    };
  }

  /** There are no more events. */
  void close() {
    runs.forEach(RunRecord::close);
  }

  Users users() {
    return users;
  }

  List<RunRecord> runs() {
    return runs;
  }

  FindingGroups findings() {
    return findings;
  }
}
