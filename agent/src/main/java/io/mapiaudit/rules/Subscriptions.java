package io.mapiaudit.rules;

import io.mapiaudit.model.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects what each rule wants to see, so that an event costs only the rules that look at it. */
public final class Subscriptions {

  /** Looks at a call. */
  public interface CallHandler {
    void on(Call call, Audit audit);
  }

  /** Looks at a session. */
  public interface SessionHandler {
    void on(Session session, Audit audit);
  }

  /** Looks at a task that a pool thread finished. */
  public interface TaskHandler {
    void on(TaskRun task, Audit audit);
  }

  /** Looks at a run as a whole. */
  public interface RunHandler {
    void on(Audit audit);
  }

  private static final CallHandler[] NONE = {};

  private final Map<Kind, List<CallHandler>> enteredByKind = new EnumMap<>(Kind.class);
  private final Map<Kind, List<CallHandler>> settledByKind = new EnumMap<>(Kind.class);
  final List<CallHandler> overdue = new ArrayList<>();
  final List<SessionHandler> loggedOn = new ArrayList<>();
  final List<SessionHandler> closing = new ArrayList<>();
  final List<TaskHandler> taskEnded = new ArrayList<>();
  final List<RunHandler> environment = new ArrayList<>();
  final List<RunHandler> swept = new ArrayList<>();
  final List<RunHandler> endedAbruptly = new ArrayList<>();

  Subscriptions() {}

  /** A call of this kind begins; of {@link Kind#NOTIFICATION}, when its sessions are known. */
  public void entered(Kind kind, CallHandler handler) {
    enteredByKind.computeIfAbsent(kind, k -> new ArrayList<>()).add(handler);
  }

  /**
   * A call of this kind came back and its effect is known; at the end of the run also for calls
   * that never came back, without a result.
   */
  public void settled(Kind kind, CallHandler handler) {
    settledByKind.computeIfAbsent(kind, k -> new ArrayList<>()).add(handler);
  }

  /** Every call into MAPI itself came back, as {@link #settled(Kind, CallHandler)}. */
  public void settledMapiCalls(CallHandler handler) {
    for (Kind kind : Kind.values()) {
      if (kind.isMapiCall()) {
        settled(kind, handler);
      }
    }
  }

  /** A release has taken longer than the run allows and has not come back; once per call. */
  public void releaseOverdue(CallHandler handler) {
    overdue.add(handler);
  }

  /** A session began. */
  public void loggedOn(SessionHandler handler) {
    loggedOn.add(handler);
  }

  /** A session ends, or its run does; once per session. */
  public void closing(SessionHandler handler) {
    closing.add(handler);
  }

  /** A pool thread finished a task whose start was seen. */
  public void taskEnded(TaskHandler handler) {
    taskEnded.add(handler);
  }

  /** A fact about the environment became known. */
  public void environmentObserved(RunHandler handler) {
    environment.add(handler);
  }

  /** A sweep has looked at the native threads. */
  public void threadsSwept(RunHandler handler) {
    swept.add(handler);
  }

  /** The recording stopped without having been ended in order. */
  public void endedAbruptly(RunHandler handler) {
    endedAbruptly.add(handler);
  }

  Map<Kind, CallHandler[]> enteredTable() {
    return table(enteredByKind);
  }

  Map<Kind, CallHandler[]> settledTable() {
    return table(settledByKind);
  }

  private static Map<Kind, CallHandler[]> table(Map<Kind, List<CallHandler>> byKind) {
    Map<Kind, CallHandler[]> table = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      List<CallHandler> handlers = byKind.get(kind);
      table.put(kind, handlers == null ? NONE : handlers.toArray(NONE));
    }
    return table;
  }
}
