package io.mapiaudit.runtime;

import io.mapiaudit.model.AuditObserver;
import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.NotificationMatch;
import io.mapiaudit.model.SessionInfo;
import io.mapiaudit.model.Severity;
import java.util.function.Supplier;

/** Tells two observers the same. */
final class ObserverPair implements AuditObserver {

  private final AuditObserver first;
  private final AuditObserver second;

  ObserverPair(AuditObserver first, AuditObserver second) {
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
  public void sessionBegan(SessionInfo session) {
    first.sessionBegan(session);
    second.sessionBegan(session);
  }

  @Override
  public void sessionEnded(long number, long calls, long notifications, boolean seen, long micros) {
    first.sessionEnded(number, calls, notifications, seen, micros);
    second.sessionEnded(number, calls, notifications, seen, micros);
  }

  @Override
  public void raised(String fingerprint, String rule, Severity severity) {
    first.raised(fingerprint, rule, severity);
    second.raised(fingerprint, rule, severity);
  }

  @Override
  public void occurred(int variant, Supplier<Finding> fresh) {
    first.occurred(variant, fresh);
    second.occurred(variant, fresh);
  }
}
