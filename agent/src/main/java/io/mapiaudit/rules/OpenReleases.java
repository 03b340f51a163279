package io.mapiaudit.rules;

/** Releases that have not come back, oldest first; reports those that take too long. */
final class OpenReleases {

  private final Audit audit;
  private final Subscriptions subscriptions;
  private Call oldest;
  private Call newest;

  OpenReleases(Audit audit, Subscriptions subscriptions) {
    this.audit = audit;
    this.subscriptions = subscriptions;
  }

  void add(Call call) {
    call.pendingRelease = true;
    call.olderRelease = newest;
    if (newest == null) {
      oldest = call;
    } else {
      newest.newerRelease = call;
    }
    newest = call;
  }

  void remove(Call call) {
    if (!call.pendingRelease) {
      return;
    }
    call.pendingRelease = false;
    if (call.olderRelease == null) {
      oldest = call.newerRelease;
    } else {
      call.olderRelease.newerRelease = call.newerRelease;
    }
    if (call.newerRelease == null) {
      newest = call.olderRelease;
    } else {
      call.newerRelease.olderRelease = call.olderRelease;
    }
    call.olderRelease = null;
    call.newerRelease = null;
  }

  void forget() {
    while (oldest != null) {
      remove(oldest);
    }
  }

  boolean any() {
    return oldest != null;
  }

  /** Shows the rules every release that is overdue by more than the grace, once. */
  void report(long graceMicros) {
    long limit = audit.now() - audit.releaseStallMicros() - graceMicros;
    for (Call call = firstBefore(limit); call != null; call = firstBefore(limit)) {
      remove(call);
      for (Subscriptions.CallHandler handler : subscriptions.overdue) {
        handler.on(call, audit);
      }
    }
  }

  /** Returns may have been lost: what is open now counts only once a stack confirms it. */
  void doubtAll() {
    for (Call call = oldest; call != null; call = call.newerRelease) {
      call.doubtful = true;
    }
  }

  /** The first one that began at or before this time and is not in doubt, null for none. */
  private Call firstBefore(long micros) {
    for (Call call = oldest; call != null; call = call.newerRelease) {
      if (call.enteredMicros() > micros) {
        return null;
      }
      if (!call.doubtful) {
        return call;
      }
    }
    return null;
  }
}
