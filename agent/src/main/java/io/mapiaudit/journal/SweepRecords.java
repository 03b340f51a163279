package io.mapiaudit.journal;

import io.mapiaudit.model.Identity;
import io.mapiaudit.model.ThreadInfo;

/** Appends what the sweep of native threads sees to a journal. */
public final class SweepRecords {

  private final EventAppender appender;

  SweepRecords(EventAppender appender) {
    this.appender = appender;
  }

  /** Appends a NativeThreadSeen; its sequence number, or 0 when it was lost. */
  public long seen(
      Ref<ThreadInfo> thread,
      Ref<Identity> identity,
      Ref<String> module,
      long startAddress,
      long moduleBase,
      long bornMicros,
      boolean ofMapi) {
    return appender.append(
        RecordLayout.NATIVE_THREAD_SEEN,
        thread,
        identity,
        null,
        null,
        module,
        ofMapi ? EventDecoder.OF_MAPI : 0,
        startAddress,
        moduleBase,
        bornMicros);
  }

  /** Appends a NativeThreadEnded. */
  public void ended(Ref<ThreadInfo> thread, long lastSeenMicros) {
    appender.append(
        RecordLayout.NATIVE_THREAD_ENDED, thread, null, null, null, null, 0, lastSeenMicros, 0, 0);
  }

  /** Appends a ThreadsSwept. */
  public void swept(long threads, long impersonating, long nanos) {
    appender.append(
        RecordLayout.THREADS_SWEPT, null, null, null, null, null, 0, threads, impersonating, nanos);
  }
}
