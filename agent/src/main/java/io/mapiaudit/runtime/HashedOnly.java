package io.mapiaudit.runtime;

import io.mapiaudit.identity.HashedNaming;
import io.mapiaudit.model.Finding;
import io.mapiaudit.model.NamedIdentity;
import io.mapiaudit.output.Output;

/**
 * Passes on findings of earlier runs that hashed names too: one that did not must not speak through
 * this process.
 */
final class HashedOnly implements Output {

  private final Output behind;

  HashedOnly(Output behind) {
    this.behind = behind;
  }

  @Override
  public void finding(Finding finding) {
    NamedIdentity actual = finding.actual();
    if (actual != null && HashedNaming.isHashed(actual.identity().sid())) {
      behind.finding(finding);
    }
  }

  @Override
  public void close() {
    behind.close();
  }
}
