package io.mapiaudit.output.log;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.NamedIdentity;
import io.mapiaudit.model.Stack;
import io.mapiaudit.model.ThreadInfo;
import io.mapiaudit.output.UtcTime;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Writes a finding as the alert that a person reads in a log. */
public final class AlertText {

  private static final int WIDTH = 110;
  private static final int MAX_FRAMES = 40;
  private static final String LABEL = "%-12s";
  private static final String INDENT = String.format(Locale.ROOT, LABEL, "");
  private static final String BAR = String.join("", Collections.nCopies(WIDTH, "="));

  private final Finding finding;
  private final StringBuilder out = new StringBuilder(4096);

  private AlertText(Finding finding) {
    this.finding = finding;
  }

  /**
   * The whole alert: what happened, who was expected and who acted, where, and what to do; lines of
   * up to 110 columns, stack frames excepted, without a last line end.
   */
  public static String of(Finding finding) {
    return new AlertText(finding).write();
  }

  /** The alert in one line: severity, rule, count and what happened. */
  public static String headline(Finding finding) {
    return title(finding) + ": " + Printable.of(finding.message());
  }

  private static String title(Finding finding) {
    String times = finding.count() == 1 ? "" : " (" + finding.count() + " times)";
    return "mapi-audit "
        + finding.severity().label().toUpperCase(Locale.ROOT)
        + " "
        + Printable.of(finding.rule())
        + times;
  }

  private String write() {
    out.append(BAR).append('\n').append(title(finding)).append('\n').append(BAR).append('\n');
    Paragraph.append(out, "", "", Printable.of(finding.message()), WIDTH);
    out.append('\n');
    facts();
    stack("Stack", finding.stack());
    stack("Stack of the logon", finding.logonStack());
    stack("Stack the token or the work came from", finding.originStack());
    for (Finding.Related related : finding.related()) {
      String who = related.identity() == null ? "" : ", as " + related.identity();
      String heading = "Also " + thread(related.thread()) + who + ": " + related.role();
      if (related.stack().isEmpty()) {
        out.append('\n');
        Paragraph.append(out, "", "  ", Printable.of(heading), WIDTH);
      }
      stack(heading, related.stack());
    }
    out.append('\n');
    line("Remedy", finding.remedy());
    line("Help", finding.help());
    return out.append(BAR).toString();
  }

  private void facts() {
    line("Expected", identity(finding.expected()));
    line("Actual", identity(finding.actual()));
    line("Process", process());
    line("Thread", finding.thread() == null ? null : thread());
    line("Session", finding.session() == null ? null : session(finding.session()));
    line("Operation", finding.operation() == null ? null : operation(finding.operation()));
    line("Transport", finding.run() == null ? null : finding.run().transport().label());
    String first = UtcTime.format(finding.firstSeenMicros());
    String last = UtcTime.format(finding.lastSeenMicros());
    line(
        "Count",
        finding.count()
            + (first.equals(last) ? ", at " + first : ", from " + first + " to " + last));
    line("Fingerprint", finding.fingerprint());
    line("Suppressed", finding.suppressed());
  }

  /** Leaves the line out when there is nothing to tell. */
  private void line(String label, String text) {
    if (text != null && !text.isEmpty()) {
      String first = String.format(Locale.ROOT, LABEL, label);
      Paragraph.append(out, first, INDENT, Printable.of(text), WIDTH);
    }
  }

  private void stack(String heading, Stack stack) {
    if (stack.isEmpty()) {
      return;
    }
    out.append('\n');
    Paragraph.append(out, "", "  ", Printable.of(heading) + ":", WIDTH);
    List<String> frames = stack.frames();
    for (String frame : frames.subList(0, Math.min(MAX_FRAMES, frames.size()))) {
      out.append("    at ").append(Printable.of(frame)).append('\n');
    }
    if (frames.size() > MAX_FRAMES) {
      out.append("    ... ").append(frames.size() - MAX_FRAMES).append(" more\n");
    }
  }

  /** The user and the token's context; the level says something of a thread's token only. */
  private static String identity(NamedIdentity named) {
    if (named == null) {
      return null;
    }
    Identity identity = named.identity();
    if (!identity.isKnown()) {
      return "unknown, the " + identity.source().label() + " token could not be read";
    }
    String level = identity.isImpersonating() ? " (" + identity.level().label() + ")" : "";
    String session =
        identity.windowsSession() < 0 ? "" : ", Windows session " + identity.windowsSession();
    return named
        + ", "
        + identity.source().label()
        + " token"
        + level
        + ", logon 0x"
        + Long.toHexString(identity.logonId())
        + session;
  }

  private String process() {
    NamedIdentity user = finding.processIdentity();
    String runsAs = user == null ? "" : "runs as " + user;
    if (finding.run() == null) {
      return runsAs;
    }
    String process = finding.run().pid() + " on " + finding.run().host();
    return runsAs.isEmpty() ? process : process + ", " + runsAs;
  }

  private String thread() {
    String creator = finding.threadCreator();
    return thread(finding.thread())
        + (creator == null ? "" : ", started by thread \"" + creator + "\"");
  }

  private static String thread(ThreadInfo thread) {
    return "\""
        + thread.name()
        + "\" (java "
        + thread.javaId()
        + (thread.osId() == 0 ? "" : ", os " + thread.osId())
        + (thread.isVirtual() ? ", virtual" : "")
        + (thread.isAttached() ? ", attached by native code" : "")
        + ")";
  }

  private static String session(Finding.Session session) {
    return session.id()
        + " ("
        + session.bridge().label()
        + ", "
        + (session.live() ? "live" : "ended")
        + "), opened as "
        + session.identity()
        + " by thread \""
        + session.logonThread()
        + "\"";
  }

  private static String operation(Finding.Operation operation) {
    String result = operation.result() == null ? "" : ", result " + operation.result();
    return operation.entryPoint().displayName()
        + " ("
        + operation.entryPoint().kind().label()
        + ", "
        + operation.entryPoint().bridge().label()
        + ")"
        + result;
  }
}
