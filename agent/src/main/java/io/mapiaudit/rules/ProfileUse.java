package io.mapiaudit.rules;

import java.util.Collection;

/** A profile in the registry hive of one user of one host, and the live sessions that use it. */
public final class ProfileUse {

  private final String name;
  private final String hive;
  private final long number;
  private final SessionChain sessions = new SessionChain(SessionChain.Of.PROFILE);
  private boolean ofSeveralRuns;
  private Call deletion;
  private Audit deletionAudit;

  /**
   * A profile without sessions.
   *
   * @param hive tells hosts and their users' hives apart
   * @param number grows with every use
   */
  ProfileUse(String name, String hive, long number) {
    this.name = name;
    this.hive = hive;
    this.number = number;
  }

  public String name() {
    return name;
  }

  /** Where the profile is kept: the hive of the user of the process, impersonated or not. */
  String hive() {
    return hive;
  }

  /** Tells which of two came into use first. */
  long number() {
    return number;
  }

  void opened(Session session) {
    sessions.append(session);
    ofSeveralRuns |= session.audit() != sessions.first().audit();
  }

  void closed(Session session) {
    sessions.take(session);
  }

  /** Its live sessions, of all processes seen, in order of logon; unmodifiable. */
  public Collection<Session> liveSessions() {
    return sessions;
  }

  /** True when sessions of more than one run have used it. */
  public boolean isOfSeveralRuns() {
    return ofSeveralRuns;
  }

  /** The call that marked it as deleted while it was in use, null when none did. */
  public Call deletion() {
    return deletion;
  }

  /** The run in which it was deleted. */
  public Audit deletionAudit() {
    return deletionAudit;
  }

  void deleted(Call call, Audit audit) {
    if (deletion == null && !sessions.isEmpty()) {
      deletion = call;
      deletionAudit = audit;
    }
  }
}
