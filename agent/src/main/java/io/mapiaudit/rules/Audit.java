package io.mapiaudit.rules;

import io.mapiaudit.model.AuditObserver;
import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.NamedIdentity;
import io.mapiaudit.model.RunInfo;
import io.mapiaudit.model.Stack;
import io.mapiaudit.model.Transport;
import io.mapiaudit.model.event.EnvironmentObserved;
import io.mapiaudit.model.event.TransportEvidence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** One run as the rules see it: its sessions, threads and facts, and where findings go. */
public final class Audit {

  private static final long DEFAULT_STALL_MICROS = 30_000_000;
  private static final int MAX_NAMES = 4_096;

  private final Map<String, String> accounts = BoundedMap.keepingLatestAdded(MAX_NAMES);
  private final Map<String, String> environment = BoundedMap.keepingLatestAdded(MAX_NAMES);
  private final SessionTable sessions = new SessionTable();
  private final Threads threads = new Threads();
  private final NativeThreads nativeThreads = new NativeThreads();
  private final Ledger ledger = new Ledger(this);
  private final Profiles profiles;
  private final Findings findings;
  private final Subscriptions subscriptions;
  private final AuditObserver observer;
  private final TransportEvidence evidence = new TransportEvidence();
  private long now;
  private long changedStall;
  private String latestFact = "";
  private Call lastImpersonated;

  Audit(Profiles profiles, Findings findings, Subscriptions subscriptions) {
    this(profiles, findings, subscriptions, AuditObserver.NONE);
  }

  Audit(Profiles profiles, Findings findings, Subscriptions subscriptions, AuditObserver observer) {
    this.profiles = profiles;
    this.findings = findings;
    this.subscriptions = subscriptions;
    this.observer = observer;
    evidence.started(
        new RunInfo(
            0,
            "",
            "",
            0,
            Identity.unknown(Identity.Source.PROCESS),
            Transport.UNKNOWN,
            DEFAULT_STALL_MICROS));
  }

  void started(RunInfo info) {
    evidence.started(info);
    sessions.anyLive().processTold();
  }

  void at(long micros) {
    // Threads are stamped apart from each other; the run's time must not step back.
    if (micros > now) {
      now = micros;
    }
  }

  void account(String sid, String account) {
    accounts.put(sid, account);
  }

  void environment(String key, String value) {
    if (key.equals(EnvironmentObserved.RELEASE_STALL)) {
      changedStall = micros(value);
    }
    if (key.startsWith(EnvironmentObserved.PROFILE_CONNECT_FLAGS)) {
      String profile = key.substring(EnvironmentObserved.PROFILE_CONNECT_FLAGS.length());
      ledger.quietProfiles().configured(profile, value);
    }
    evidence.observed(key, value);
    environment.put(key, value);
    latestFact = key;
  }

  private static long micros(String value) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException damaged) {
      return 0;
    }
  }

  /** How long a release may take, in microseconds. */
  public long releaseStallMicros() {
    return changedStall > 0 ? changedStall : run().releaseStallMicros();
  }

  void impersonated(Call call) {
    lastImpersonated = call;
  }

  Session open(Call logon) {
    Session session = new Session(sessions.nextNumber(), logon, this);
    sessions.opened(session);
    profiles.opened(session);
    observer.sessionOpened(session.identity(), contextCount());
    observer.sessionBegan(session.describe());
    return session;
  }

  void close(Session session) {
    boolean wasLive = session.isLive();
    closing(session);
    sessions.closed(session, now);
    profiles.closed(session);
    ledger.closed(session);
    if (wasLive) {
      observer.sessionClosed(session.identity(), contextCount());
      session.tellEnd(observer, /* seen= */ true, now);
    }
  }

  void closing(Session session) {
    for (Subscriptions.SessionHandler handler : subscriptions.closing) {
      handler.on(session, this);
    }
  }

  /** Forgets who did what with what; what is certain for the whole run stays known. */
  void forget() {
    List<Session> forgotten = new ArrayList<>(sessions.live());
    for (Session session : forgotten) {
      profiles.closed(session);
    }
    sessions.forget();
    threads.forget();
    nativeThreads.forget();
    ledger.forget();
    lastImpersonated = null;
    for (Session session : forgotten) {
      observer.sessionClosed(session.identity(), contextCount());
      session.tellEnd(observer, /* seen= */ false, now);
    }
  }

  AuditObserver observer() {
    return observer;
  }

  Threads threadTable() {
    return threads;
  }

  Ledger ledger() {
    return ledger;
  }

  /**
   * Pid, host, limits and the transport as far as it is known by now; with unknown values before
   * the run's first event.
   */
  public RunInfo run() {
    return evidence.run();
  }

  /** The latest event time seen, microseconds since 1970-01-01 UTC. */
  public long now() {
    return now;
  }

  public Identity processIdentity() {
    return run().processIdentity();
  }

  /** The identity with its account name as far as it was looked up. */
  public NamedIdentity name(Identity identity) {
    return new NamedIdentity(
        identity, accounts.getOrDefault(identity.sid(), NamedIdentity.UNKNOWN_ACCOUNT));
  }

  /** True when this is known to be the user of the process, by the token's place or its SID. */
  public boolean isProcess(Identity identity) {
    return identity.isKnown()
        && (!identity.isImpersonating() || identity.isSameUser(processIdentity()));
  }

  /** True for a thread token of another user than the process's; false when either is unknown. */
  public boolean impersonatesOther(Identity identity) {
    return identity.isImpersonating()
        && identity.isKnown()
        && processIdentity().isKnown()
        && !identity.isSameUser(processIdentity());
  }

  /** Live sessions in order of logon; unmodifiable. */
  public Collection<Session> liveSessions() {
    return sessions.live();
  }

  /** Live sessions of this user in order of logon; unmodifiable. */
  public Collection<Session> liveSessions(String sid) {
    return sessions.liveOf(sid);
  }

  /** All live sessions, for a notification that may be for any. */
  Candidates anyLive() {
    return sessions.anyLive();
  }

  /** The first live session of every user, in the order of the users' first logons. */
  public List<Session> contexts() {
    return sessions.contexts();
  }

  /** How many users have live sessions. */
  public int contextCount() {
    return sessions.contextCount();
  }

  /** True when no other live session is of this session's user. */
  public boolean isOnlyOfItsUser(Session session) {
    return sessions.liveOf(session.identity().sid()).size() == 1;
  }

  /** True when a session of this user was closed in the last {@code micros}. */
  public boolean closedWithin(Identity user, long micros) {
    long closed = sessions.lastClosed(user.sid());
    return closed != Long.MIN_VALUE && now - closed <= micros;
  }

  /** True once the program called Advise on anything. */
  public boolean advises() {
    return ledger.advises();
  }

  /** True when the profile got CONNECT_NO_NOTIFICATIONS, or may have got it. */
  public boolean mayBeQuiet(String profile) {
    return ledger.quietProfiles().mayInclude(profile);
  }

  /** Profiles in use, of all runs. */
  public Profiles profiles() {
    return profiles;
  }

  /** Every thread seen lately. */
  public Collection<ThreadState> threads() {
    return threads.all();
  }

  /** The latest MAPI call made under another user's token, null when there was none. */
  public Call lastImpersonatedCall() {
    return lastImpersonated;
  }

  /** A fact about the environment, null when it was not observed. */
  public String environment(String key) {
    return environment.get(key);
  }

  /** Key of the fact that became known last, "" before there is one. */
  public String latestFact() {
    return latestFact;
  }

  /** Threads that MAPI made for itself, as far as sweeps have seen them. */
  public NativeThreads nativeThreads() {
    return nativeThreads;
  }

  /** Starts a finding about a call, filled with what the call knows of itself. */
  public Finding.Builder draft(Rule rule, Call call) {
    return Drafts.of(this, rule.info(), call);
  }

  /** Starts a finding about what a call means to this session, whosever its object is. */
  public Finding.Builder draft(Rule rule, Call call, Session session) {
    Finding.Builder draft = Drafts.of(this, rule.info(), call);
    Drafts.withSession(draft, this, session);
    return draft;
  }

  /** Starts a finding about no call in particular. */
  public Finding.Builder draft(Rule rule) {
    return Drafts.of(this, rule.info());
  }

  /** Counts a finding at this place; the draft is asked for only when it is new. */
  public void raise(Rule rule, Call call, Supplier<Finding.Builder> draft) {
    raise(rule, call.evidence(), call.entryPoint(), 0, draft);
  }

  /**
   * Counts a finding at this place; the draft is asked for only when it is new or its variant is
   * higher than before. When the new text is also graver, it is passed on at once.
   */
  public void raise(
      Rule rule, Stack stack, EntryPoint entryPoint, int variant, Supplier<Finding.Builder> draft) {
    findings.raise(rule.info(), stack, entryPoint, variant, now, draft);
  }
}
