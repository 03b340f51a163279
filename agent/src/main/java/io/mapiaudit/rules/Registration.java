package io.mapiaudit.rules;

/** One Advise: a session that a sink tells of changes. */
final class Registration {

  final Session session;
  final Sink sink;
  long connection;

  Registration(Session session, Sink sink) {
    this.session = session;
    this.sink = sink;
  }
}
