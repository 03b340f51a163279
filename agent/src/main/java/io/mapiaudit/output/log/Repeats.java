package io.mapiaudit.output.log;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Severity;
import java.util.HashMap;
import java.util.Map;

/** Tells how much of a finding a log still has to say after what it said before. */
final class Repeats {

  /** How much to write. */
  enum News {
    /** Not seen before, or graver than before. */
    ALERT,
    /** Seen before; the count or the text changed. */
    HEADLINE,
    /** Nothing changed. */
    NONE
  }

  /** The engine keeps fewer findings apart; beyond this, alerts may come twice. */
  private static final int MAX_REMEMBERED = 10_000;

  private final Map<String, Said> byFingerprint = new HashMap<>();

  News of(Finding finding) {
    if (byFingerprint.size() >= MAX_REMEMBERED) {
      byFingerprint.clear();
    }
    String headline = AlertText.headline(finding);
    Said before =
        byFingerprint.put(finding.fingerprint(), new Said(finding.severity(), headline.hashCode()));
    if (before == null || finding.severity().compareTo(before.severity) > 0) {
      return News.ALERT;
    }
    return before.headlineHash == headline.hashCode() ? News.NONE : News.HEADLINE;
  }

  private static final class Said {
    private final Severity severity;
    private final int headlineHash;

    Said(Severity severity, int headlineHash) {
      this.severity = severity;
      this.headlineHash = headlineHash;
    }
  }
}
