package io.mapiaudit.output.sarif;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.NamedIdentity;
import io.mapiaudit.model.Stack;
import io.mapiaudit.output.OwnFrame;
import io.mapiaudit.output.UtcTime;
import java.io.IOException;

/** Writes a finding as a result. */
final class SarifResult {

  /** The part of a fingerprint's name behind the slash is the version of how it is made. */
  private static final String FINGERPRINT = "mapiAudit/v1";

  private final SarifWriter sarif;
  private final SarifStacks stacks;

  SarifResult(SarifWriter sarif) {
    this.sarif = sarif;
    this.stacks = new SarifStacks(sarif);
  }

  /**
   * Writes the result.
   *
   * @param ruleIndex among the rules of the tool, null when it is none of them
   * @param invocation index of the recorded run, null when it is not known
   */
  void write(Finding finding, Integer ruleIndex, Integer invocation) throws IOException {
    sarif.startObject();
    sarif.text("ruleId", finding.rule());
    if (ruleIndex != null) {
      sarif.number("ruleIndex", ruleIndex);
    }
    sarif.text("kind", "fail");
    sarif.text("level", SarifRule.level(finding.severity()));
    sarif.number("rank", SarifRule.rank(finding.severity()));
    sarif.message("message", finding.message().isEmpty() ? finding.rule() : finding.message());
    Stack place = stacks.place(finding);
    if (!place.isEmpty()) {
      sarif.startArray("locations");
      stacks.location(OwnFrame.of(place.frames()), null);
      sarif.endArray();
    }
    stacks.write(finding);
    if (!finding.fingerprint().isEmpty()) {
      sarif.startObject("partialFingerprints");
      sarif.text(FINGERPRINT, finding.fingerprint());
      sarif.endObject();
    }
    sarif.number("occurrenceCount", Math.min(finding.count(), Integer.MAX_VALUE));
    sarif.startObject("provenance");
    sarif.text("firstDetectionTimeUtc", UtcTime.format(finding.firstSeenMicros()));
    sarif.text("lastDetectionTimeUtc", UtcTime.format(finding.lastSeenMicros()));
    if (invocation != null) {
      sarif.number("invocationIndex", invocation);
    }
    sarif.endObject();
    suppressions(finding);
    properties(finding);
    sarif.endObject();
  }

  /** An empty list says that it is not suppressed; to leave it out would leave that open. */
  private void suppressions(Finding finding) throws IOException {
    sarif.startArray("suppressions");
    if (finding.suppressed() != null) {
      sarif.startObject();
      sarif.text("kind", "external");
      sarif.text("status", "accepted");
      sarif.text("justification", finding.suppressed());
      sarif.endObject();
    }
    sarif.endArray();
  }

  private void properties(Finding finding) throws IOException {
    sarif.startObject("properties");
    sarif.text("severity", finding.severity().label());
    sarif.text("remedy", finding.remedy());
    sarif.text("help", finding.help());
    sarif.text("expected", identity(finding.expected()));
    sarif.text("actual", identity(finding.actual()));
    sarif.text("processIdentity", identity(finding.processIdentity()));
    if (finding.run() != null) {
      sarif.text("host", finding.run().host());
      sarif.number("pid", finding.run().pid());
      sarif.text("transport", finding.run().transport().label());
    }
    if (finding.thread() != null) {
      sarif.text("thread", finding.thread().name());
      sarif.text("threadCreator", finding.threadCreator());
    }
    if (finding.session() != null) {
      sarif.text("session", finding.session().id());
      sarif.text("logonThread", finding.session().logonThread());
    }
    if (finding.operation() != null) {
      sarif.text("operation", finding.operation().entryPoint().displayName());
      sarif.text("operationKind", finding.operation().entryPoint().kind().label());
      sarif.text("bridge", finding.operation().entryPoint().bridge().label());
      sarif.text("result", finding.operation().result());
    }
    sarif.endObject();
  }

  private static String identity(NamedIdentity identity) {
    return identity == null ? null : identity.toString();
  }
}
