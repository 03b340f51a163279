package io.mapiaudit.capture;

/** Whose thread creations and task hand-overs are recorded. */
public enum HandOvers {
  /** Nobody's. */
  IGNORED,
  /** Those of threads that have made a MAPI or impersonation call. */
  OF_TRACKED_THREADS,
  /** Those of every thread. */
  OF_ALL_THREADS
}
