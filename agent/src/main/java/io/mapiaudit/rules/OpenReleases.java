package io.mapiaudit.rules;

/** Releases that have not come back, oldest first. */
final class OpenReleases {

  private Call oldest;
  private Call newest;

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

  Call oldest() {
    return oldest;
  }

  /** Returns may have been lost: what is open now counts only once a stack confirms it. */
  void doubtAll() {
    for (Call call = oldest; call != null; call = call.newerRelease) {
      call.doubtful = true;
    }
  }

  /** The first one that began at or before this time and is not in doubt, null for none. */
  Call firstBefore(long micros) {
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
