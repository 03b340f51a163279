package io.mapiaudit.output.sarif;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Stack;
import io.mapiaudit.output.OwnFrame;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the stacks of a finding: each in whole, and the code flow through the places in the
 * program that they lead to, thread by thread.
 */
final class SarifStacks {

  /** Consumers know where that is; the journal does not. */
  static final String SOURCE_ROOT = "%SRCROOT%";

  private final SarifWriter sarif;

  SarifStacks(SarifWriter sarif) {
    this.sarif = sarif;
  }

  /** The stack that tells best where a finding is; empty when it has none. */
  Stack place(Finding finding) {
    if (!finding.stack().isEmpty()) {
      return finding.stack();
    }
    return finding.originStack().isEmpty() ? finding.logonStack() : finding.originStack();
  }

  void write(Finding finding) throws IOException {
    Map<String, Stack> all = new LinkedHashMap<>();
    all.put("Logon of the session", finding.logonStack());
    all.put("Where the token or the work came from", finding.originStack());
    all.put("Where it happened", finding.stack());
    all.values().removeIf(Stack::isEmpty);
    if (!all.isEmpty()) {
      codeFlow(all);
    }
    finding
        .related()
        .forEach(
            related -> all.put(related.thread().name() + ": " + related.role(), related.stack()));
    all.values().removeIf(Stack::isEmpty);
    if (all.isEmpty()) {
      return;
    }
    sarif.startArray("stacks");
    for (Map.Entry<String, Stack> entry : all.entrySet()) {
      stack(entry.getKey(), entry.getValue().frames());
    }
    sarif.endArray();
  }

  /** Threads are told apart by what they did: a finding names few of them. */
  private void codeFlow(Map<String, Stack> steps) throws IOException {
    sarif.startArray("codeFlows");
    sarif.startObject();
    sarif.startArray("threadFlows");
    int order = 1;
    for (Map.Entry<String, Stack> step : steps.entrySet()) {
      sarif.startObject();
      sarif.text("id", step.getKey());
      sarif.startArray("locations");
      sarif.startObject();
      sarif.number("executionOrder", order++);
      sarif.startObject("location");
      locationFields(OwnFrame.of(step.getValue().frames()), step.getKey());
      sarif.endObject();
      sarif.endObject();
      sarif.endArray();
      sarif.endObject();
    }
    sarif.endArray();
    sarif.endObject();
    sarif.endArray();
  }

  private void stack(String title, List<String> frames) throws IOException {
    sarif.startObject();
    sarif.message("message", title);
    sarif.startArray("frames");
    for (String frame : frames) {
      sarif.startObject();
      sarif.startObject("location");
      locationFields(frame, null);
      sarif.endObject();
      sarif.endObject();
    }
    sarif.endArray();
    sarif.endObject();
  }

  /** A location as an element of a list. */
  void location(String frame, String message) throws IOException {
    sarif.startObject();
    locationFields(frame, message);
    sarif.endObject();
  }

  private void locationFields(String text, String message) throws IOException {
    SarifFrame frame = SarifFrame.parse(text);
    if (frame.uri() != null) {
      sarif.startObject("physicalLocation");
      sarif.startObject("artifactLocation");
      sarif.text("uri", frame.uri());
      sarif.text("uriBaseId", SOURCE_ROOT);
      sarif.endObject();
      if (frame.line() > 0) {
        sarif.startObject("region");
        sarif.number("startLine", frame.line());
        sarif.endObject();
      }
      sarif.endObject();
    }
    sarif.startArray("logicalLocations");
    sarif.startObject();
    sarif.text("fullyQualifiedName", frame.name());
    sarif.text("kind", "function");
    sarif.endObject();
    sarif.endArray();
    if (message != null) {
      sarif.message("message", message);
    }
  }
}
