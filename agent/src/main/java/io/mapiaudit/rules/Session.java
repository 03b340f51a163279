package io.mapiaudit.rules;

import io.mapiaudit.model.AuditObserver;
import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.SessionInfo;
import io.mapiaudit.model.Stack;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A MAPI session from its logon to its logoff or last release. */
public final class Session {

  private final long number;
  private final Call logon;
  private final Stack logonStack;
  private final TokenOrigin tokenOrigin;
  final Session[] links = new Session[SessionChain.LINKS];
  private List<Registration> registrations;
  private final Audit audit;
  ProfileUse profileUse;
  boolean live = true;
  private long calls;
  private long notifications;
  private Sighting sighting;
  private List<Rule> judgedBy = Collections.emptyList();

  Session(long number, Call logon, Audit audit) {
    this.number = number;
    this.logon = logon;
    this.logonStack = logon.stack();
    this.tokenOrigin = logon.identity().isImpersonating() ? logon.thread().tokenOrigin() : null;
    this.audit = audit;
  }

  /** Number within the run, from 1. */
  public long number() {
    return number;
  }

  /** The run it belongs to; rules that look across processes need it. */
  public Audit audit() {
    return audit;
  }

  public Call logon() {
    return logon;
  }

  public Bridge bridge() {
    return logon.entryPoint().bridge();
  }

  void used(Kind kind) {
    if (kind == Kind.NOTIFICATION) {
      notifications++;
    } else {
      calls++;
    }
  }

  /** What observers get to know when it begins. */
  SessionInfo describe() {
    return new SessionInfo(
        number, logon.thread().info(), identity(), bridge(), profile(), logon.enteredMicros());
  }

  void tellEnd(AuditObserver observer, boolean seen, long micros) {
    observer.sessionEnded(number, calls, notifications, seen, micros);
  }

  /** Who logged on. */
  public Identity identity() {
    return logon.identity();
  }

  public Stack logonStack() {
    return logonStack;
  }

  /** Where the token it logged on with came from, null when that was not seen. */
  public TokenOrigin tokenOrigin() {
    return tokenOrigin;
  }

  /** The profile it uses, null or empty for the default one. */
  public String profile() {
    return logon.text();
  }

  /** False once it was logged off, released or replaced. */
  public boolean isLive() {
    return live;
  }

  /** True when it logged on under a token whose user is not the user of the process. */
  public boolean isImpersonated() {
    return audit.impersonatesOther(identity());
  }

  /** The first work seen for it in the identity of the process, null when there was none. */
  public Sighting sighting() {
    return sighting;
  }

  void sighted(Sighting seen) {
    // Only a certain sighting may replace an uncertain one: the first is where it began.
    if (sighting == null || (!sighting.isCertain() && seen.isCertain())) {
      sighting = seen;
    }
  }

  void register(Registration registration) {
    if (registrations == null) {
      registrations = new ArrayList<>(2);
    }
    registrations.add(registration);
  }

  void withdraw(Registration registration) {
    if (registrations != null) {
      registrations.remove(registration);
    }
  }

  /** Its registrations for notifications, as they are now. */
  List<Registration> registrations() {
    return registrations == null || registrations.isEmpty()
        ? Collections.emptyList()
        : new ArrayList<>(registrations);
  }

  /** The use it makes of its profile, null for the default profile. */
  public ProfileUse profileUse() {
    return profileUse;
  }

  /** True the first time a rule asks; for rules that judge a session once. */
  public boolean firstTime(Rule rule) {
    boolean first = !judgedBy.contains(rule);
    if (first && judgedBy.isEmpty()) {
      judgedBy = Collections.singletonList(rule);
    } else if (first) {
      judgedBy = new ArrayList<>(judgedBy);
      judgedBy.add(rule);
    }
    return first;
  }
}
