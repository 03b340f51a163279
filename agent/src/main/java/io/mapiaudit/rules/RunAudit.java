package io.mapiaudit.rules;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.ThreadInfo;
import io.mapiaudit.model.event.AccountNamed;
import io.mapiaudit.model.event.CallEntered;
import io.mapiaudit.model.event.CallReturned;
import io.mapiaudit.model.event.EnvironmentObserved;
import io.mapiaudit.model.event.Event;
import io.mapiaudit.model.event.EventHandler;
import io.mapiaudit.model.event.EventsLost;
import io.mapiaudit.model.event.NativeThreadEnded;
import io.mapiaudit.model.event.NativeThreadSeen;
import io.mapiaudit.model.event.RecordingSwitched;
import io.mapiaudit.model.event.RunEnded;
import io.mapiaudit.model.event.RunStarted;
import io.mapiaudit.model.event.StackSampled;
import io.mapiaudit.model.event.TaskEnded;
import io.mapiaudit.model.event.TaskStarted;
import io.mapiaudit.model.event.TaskSubmitted;
import io.mapiaudit.model.event.ThreadStarted;
import io.mapiaudit.model.event.ThreadsSwept;
import io.mapiaudit.model.event.Tick;
import java.util.ArrayList;
import java.util.Map;

/** Takes the events of one run: keeps the ledger, then shows the rules what happened. */
final class RunAudit implements EventHandler {

  private final Audit audit;
  private final Findings findings;
  private final Subscriptions subscriptions;
  private final Map<Kind, Subscriptions.CallHandler[]> enteredRules;
  private final Map<Kind, Subscriptions.CallHandler[]> settledRules;
  private final StackMemory stacks = new StackMemory();
  private final OpenReleases releases;
  private final HandOvers handOvers;
  private boolean over;
  private boolean paused;

  RunAudit(Audit audit, Findings findings, Subscriptions subscriptions) {
    this.audit = audit;
    this.findings = findings;
    this.subscriptions = subscriptions;
    this.releases = new OpenReleases(audit, subscriptions);
    this.handOvers = new HandOvers(audit, subscriptions);
    this.enteredRules = subscriptions.enteredTable();
    this.settledRules = subscriptions.settledTable();
  }

  @Override
  public void on(RunStarted event) {
    audit.started(event.run());
    audit.at(event.timeMicros());
  }

  @Override
  public void on(CallEntered event) {
    if (isDeaf()) {
      return;
    }
    passTime(event.timeMicros(), RuleEngine.SAMPLING_GRACE_MICROS);
    ThreadState thread = audit.threadTable().of(event.thread(), event.sequence());
    Call call = new Call(event, thread, stacks);
    Kind kind = call.kind();
    if (thread.top != null && kind != Kind.NOTIFICATION) {
      // A thread that calls again is not hanging: the return of its release was not recorded.
      releases.remove(thread.top);
    }
    thread.identity = event.identity();
    if (!event.stack().isEmpty()) {
      stacks.remember(call);
      thread.lastStack = event.stack();
    }
    thread.push(call);
    audit.ledger().entered(call);
    if (call.session() != null) {
      call.session().used(kind);
    }
    if (kind == Kind.RELEASE) {
      releases.add(call);
    }
    Sightings.note(call, audit);
    if (kind == Kind.NOTIFICATION) {
      audit.observer().notified(Matches.of(call, audit));
    }
    show(call, enteredRules);
  }

  @Override
  public void on(CallReturned event) {
    if (isDeaf()) {
      return;
    }
    passTime(event.timeMicros(), RuleEngine.SAMPLING_GRACE_MICROS);
    ThreadState thread = audit.threadTable().of(event.thread(), event.sequence());
    Call innermost = thread.top;
    Call call = thread.pop(event.callId());
    if (event.identity() != null) {
      thread.identity = event.identity();
    }
    if (call == null) {
      return;
    }
    for (Call lost = innermost; lost != call; lost = lost.outer) {
      releases.remove(lost);
    }
    releases.remove(call);
    call.returned(event);
    audit.observer().returned(call.kind(), event.timeMicros() - call.enteredMicros());
    audit.ledger().returned(call);
    if (call.kind().changesToken()) {
      thread.tokenChanged(call);
    }
    show(call, settledRules);
    if (call.kind() == Kind.LOGON && call.session() != null) {
      for (Subscriptions.SessionHandler handler : subscriptions.loggedOn) {
        handler.on(call.session(), audit);
      }
    }
  }

  @Override
  public void on(ThreadStarted event) {
    ThreadState creator = active(event.thread(), event.identity(), event);
    if (creator != null) {
      handOvers.started(creator, event);
    }
  }

  @Override
  public void on(TaskSubmitted event) {
    ThreadState giver = active(event.thread(), event.identity(), event);
    if (giver != null) {
      handOvers.submitted(giver, event);
    }
  }

  @Override
  public void on(TaskStarted event) {
    ThreadState thread = active(event.thread(), event.identity(), event);
    if (thread != null) {
      handOvers.began(thread, event);
    }
  }

  @Override
  public void on(TaskEnded event) {
    ThreadState thread = active(event.thread(), event.identity(), event);
    if (thread != null) {
      handOvers.ended(thread, event);
    }
  }

  /** The thread that shows by an event that it is not hanging in a release; null when over. */
  private ThreadState active(ThreadInfo info, Identity identity, Event event) {
    if (isDeaf()) {
      return null;
    }
    passTime(event.timeMicros(), RuleEngine.SAMPLING_GRACE_MICROS);
    ThreadState thread = audit.threadTable().of(info, event.sequence());
    if (thread.top != null) {
      releases.remove(thread.top);
    }
    thread.identity = identity;
    return thread;
  }

  @Override
  public void on(StackSampled event) {
    if (isDeaf()) {
      return;
    }
    audit.at(event.timeMicros());
    ThreadState thread = audit.threadTable().of(event.thread(), event.sequence());
    thread.sampled = event.stack();
    for (Call call = thread.top; call != null; call = call.outer) {
      call.doubtful &= call.id() != event.callId();
    }
  }

  @Override
  public void on(Tick event) {
    if (!isDeaf()) {
      passTime(event.timeMicros(), 0);
    }
  }

  @Override
  public void on(AccountNamed event) {
    audit.account(event.sid(), event.account());
  }

  @Override
  public void on(EnvironmentObserved event) {
    if (!over) {
      audit.at(event.timeMicros());
      audit.environment(event.key(), event.value());
      for (Subscriptions.RunHandler handler : subscriptions.environment) {
        handler.on(audit);
      }
    }
  }

  @Override
  public void on(NativeThreadSeen event) {
    if (!isDeaf()) {
      audit.at(event.timeMicros());
      audit.nativeThreads().seen(event);
    }
  }

  @Override
  public void on(NativeThreadEnded event) {
    if (!isDeaf()) {
      audit.at(event.timeMicros());
      audit.nativeThreads().ended(event);
    }
  }

  @Override
  public void on(ThreadsSwept event) {
    if (isDeaf()) {
      return;
    }
    audit.at(event.timeMicros());
    audit.nativeThreads().swept(event.timeMicros());
    for (Subscriptions.RunHandler handler : subscriptions.swept) {
      handler.on(audit);
    }
  }

  @Override
  public void on(EventsLost event) {
    releases.doubtAll();
  }

  /**
   * What is in progress is judged as at the end of the run, and then forgotten: its end will not be
   * seen, and what is there afterwards may be something else. Stragglers among the events of the
   * time before count for nothing.
   */
  @Override
  public void on(RecordingSwitched event) {
    if (over || paused != event.isOn()) {
      return;
    }
    passTime(event.timeMicros(), 0);
    paused = !event.isOn();
    if (paused && audit.threadTable().size() > 0) {
      judgeUnfinished();
      releases.forget();
      handOvers.forget();
      audit.forget();
    }
  }

  @Override
  public void on(RunEnded event) {
    if (!over) {
      passTime(event.timeMicros(), 0);
      end();
    }
  }

  /** No more events will come. */
  void finish() {
    if (!over) {
      for (Subscriptions.RunHandler handler : subscriptions.endedAbruptly) {
        handler.on(audit);
      }
      end();
    }
  }

  Finding named(Finding finding) {
    return Drafts.complete(audit, finding);
  }

  private boolean isDeaf() {
    return over || paused;
  }

  private void end() {
    over = true;
    judgeUnfinished();
    findings.finish(finding -> Drafts.complete(audit, finding));
    for (Session session : new ArrayList<>(audit.liveSessions())) {
      audit.profiles().closed(session);
    }
  }

  private void judgeUnfinished() {
    for (ThreadState thread : audit.threads()) {
      for (Call call = thread.top; call != null; call = call.outer) {
        show(call, settledRules);
      }
    }
    for (Session session : new ArrayList<>(audit.liveSessions())) {
      audit.closing(session);
    }
  }

  private void passTime(long micros, long graceMicros) {
    audit.at(micros);
    if (releases.any()) {
      releases.report(graceMicros);
    }
  }

  private void show(Call call, Map<Kind, Subscriptions.CallHandler[]> rules) {
    for (Subscriptions.CallHandler handler : rules.get(call.kind())) {
      handler.on(call, audit);
    }
  }

  /** How much is remembered, for tests of the bounds. */
  Sizes sizes() {
    return new Sizes(
        audit.threadTable().size(),
        audit.ledger().objects(),
        audit.ledger().sinks(),
        handOvers.size(),
        stacks.size(),
        findings.size());
  }
}
