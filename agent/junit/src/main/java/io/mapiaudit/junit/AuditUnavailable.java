package io.mapiaudit.junit;

/** The tests cannot be audited; the message says why, and what to do. */
final class AuditUnavailable extends RuntimeException {

  AuditUnavailable(String message) {
    super(message);
  }
}
