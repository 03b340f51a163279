package io.mapiaudit.rules;

import io.mapiaudit.model.Identity;
import io.mapiaudit.model.event.TaskEnded;
import io.mapiaudit.model.event.TaskStarted;
import io.mapiaudit.model.event.TaskSubmitted;
import io.mapiaudit.model.event.ThreadStarted;
import java.util.Map;

/** Follows work from the thread that hands it on to the one that does it. */
final class HandOvers {

  static final int MAX_TASKS = 16_384;

  private final Audit audit;
  private final Subscriptions subscriptions;
  private final Map<Long, HandOver> tasks = BoundedMap.keepingLatestAdded(MAX_TASKS);

  HandOvers(Audit audit, Subscriptions subscriptions) {
    this.audit = audit;
    this.subscriptions = subscriptions;
  }

  void started(ThreadState creator, ThreadStarted event) {
    ThreadState started = audit.threadTable().of(event.started(), event.sequence());
    started.creator = creator.info().name();
    if (audit.impersonatesOther(event.identity())) {
      started.birth =
          new HandOver(event.thread(), event.identity(), event.stack(), /* task= */ false);
    } else {
      started.birth = passedOn(creator, event.identity());
    }
  }

  void submitted(ThreadState giver, TaskSubmitted event) {
    HandOver passedOn = passedOn(giver, event.identity());
    if (audit.impersonatesOther(event.identity())) {
      tasks.put(
          event.task(),
          new HandOver(event.thread(), event.identity(), event.stack(), /* task= */ true));
    } else if (passedOn != null) {
      tasks.put(event.task(), passedOn);
    } else {
      tasks.remove(event.task());
    }
  }

  /** A task that has lost its identity and hands on work hands on that loss; null for any other. */
  private HandOver passedOn(ThreadState giver, Identity identity) {
    boolean lost = giver.task != null && !giver.managesToken && audit.isProcess(identity);
    return lost && giver.task.handOver() != null ? giver.task.handOver().passedOn() : null;
  }

  void began(ThreadState thread, TaskStarted event) {
    HandOver handOver = tasks.get(event.task());
    thread.begin(new TaskRun(event.task(), thread, event.identity(), handOver));
  }

  void ended(ThreadState thread, TaskEnded event) {
    TaskRun task = thread.end(event.task());
    if (task != null) {
      task.ended(event.identity());
      for (Subscriptions.TaskHandler handler : subscriptions.taskEnded) {
        handler.on(task, audit);
      }
    }
  }

  /** Forgets the tasks that have not begun. */
  void forget() {
    tasks.clear();
  }

  /** Tasks remembered. */
  int size() {
    return tasks.size();
  }
}
