package io.mapiaudit.output;

import io.mapiaudit.model.Finding;

/** Keeps suppressed findings from an output that calls on people. */
public final class Unsuppressed implements Output {

  private final Output output;

  public Unsuppressed(Output output) {
    this.output = output;
  }

  @Override
  public void finding(Finding finding) {
    if (finding.suppressed() == null) {
      output.finding(finding);
    }
  }

  @Override
  public void close() {
    output.close();
  }
}
