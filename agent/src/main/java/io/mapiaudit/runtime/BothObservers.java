package io.mapiaudit.runtime;

import io.mapiaudit.model.AuditObserver;
import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.NotificationMatch;
import io.mapiaudit.model.Severity;
import java.util.function.Supplier;

/** Tells two observers everything. */
final class BothObservers implements AuditObserver {

  private final AuditObserver first;
  private final AuditObserver second;

  BothObservers(AuditObserver first, AuditObserver second) {
    this.first = first;
    this.second = second;
  }

  @Override
  public void returned(Kind kind, long micros) {
    first.returned(kind, micros);
    second.returned(kind, micros);
  }

  @Override
  public void notified(NotificationMatch match) {
    first.notified(match);
    second.notified(match);
  }

  @Override
  public void sessionOpened(Identity user, int identities) {
    first.sessionOpened(user, identities);
    second.sessionOpened(user, identities);
  }

  @Override
  public void sessionClosed(Identity user, int identities) {
    first.sessionClosed(user, identities);
    second.sessionClosed(user, identities);
  }

  @Override
  public void raised(String fingerprint, String rule, Severity severity) {
    first.raised(fingerprint, rule, severity);
    second.raised(fingerprint, rule, severity);
  }

  @Override
  public void sessionNamed(String id) {
    first.sessionNamed(id);
    second.sessionNamed(id);
  }

  @Override
  public void occurred(int variant, Supplier<Finding> fresh) {
    first.occurred(variant, fresh);
    second.occurred(variant, fresh);
  }
}
