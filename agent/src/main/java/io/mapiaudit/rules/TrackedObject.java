package io.mapiaudit.rules;

/** A MAPI object known by its handle: what it is, and the session or profile it belongs to. */
final class TrackedObject {

  final long handle;
  final Session session;
  final String profile;
  final boolean isSession;

  /** Where it stands in its {@link HandleTable}. */
  TrackedObject nextInBucket;

  TrackedObject older;
  TrackedObject newer;

  /**
   * An object.
   *
   * @param session null for objects of profile administration, which belong to no session
   * @param profile name of the profile it administers, null when unknown
   * @param isSession true for the session object itself
   */
  TrackedObject(long handle, Session session, String profile, boolean isSession) {
    this.handle = handle;
    this.session = session;
    this.profile = profile;
    this.isSession = isSession;
  }
}
