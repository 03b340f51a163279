package io.mapiaudit.config;

/** Whose thread creations and task hand-overs are recorded. */
public enum TaskTracking {
  OFF,
  /** Those of threads that have made a MAPI or impersonation call. */
  TRACKED,
  /** Those of every thread. */
  ALL
}
