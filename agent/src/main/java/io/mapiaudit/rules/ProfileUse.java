package io.mapiaudit.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A profile in the registry hive of one user of one host, and the live sessions that use it. */
public final class ProfileUse {

  private final String name;
  private final String host;
  private final String hiveSid;
  final List<Session> sessions = new ArrayList<>(2);
  private Call deletion;
  private Audit deletionAudit;

  ProfileUse(String name, String host, String hiveSid) {
    this.name = name;
    this.host = host;
    this.hiveSid = hiveSid;
  }

  public String name() {
    return name;
  }

  String host() {
    return host;
  }

  /** SID of the user whose hive holds it: the user of the process, impersonated or not. */
  String hiveSid() {
    return hiveSid;
  }

  /** Its live sessions, of all processes seen; unmodifiable. */
  public List<Session> liveSessions() {
    return Collections.unmodifiableList(sessions);
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
