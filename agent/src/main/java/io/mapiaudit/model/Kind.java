package io.mapiaudit.model;

import java.util.Locale;

/** What an entry point means to the audit; the vocabulary of the entry-point catalogue. */
public enum Kind {
  /** {@code MAPIInitialize}: joins the MAPI subsystem and purges profiles marked as deleted. */
  INITIALIZE,
  /** {@code MAPIUninitialize}. */
  UNINITIALIZE,
  /** Opens a session, for example {@code MAPILogonEx}. */
  LOGON,
  /** Ends a session, for example {@code IMAPISession::Logoff}. */
  LOGOFF,
  /** Returns an object that belongs to the session (or section) it was opened from. */
  OPEN,
  /** Registers an advise sink. */
  ADVISE,
  /** Withdraws an advise sink. */
  UNADVISE,
  /** Gives a reference back, for example {@code IUnknown::Release}. */
  RELEASE,
  /** Native code calls back into Java to tell of a change. */
  NOTIFICATION,
  /** {@code IProfAdmin::DeleteProfile}. */
  PROFILE_DELETE,
  /** Sets {@code PR_PROFILE_CONNECT_FLAGS} in a profile section. */
  PROFILE_FLAGS,
  /** Gives the calling thread another user's token. */
  IMPERSONATE,
  /** Takes the thread's token away, for example {@code RevertToSelf}. */
  REVERT,
  /** Any other MAPI call. */
  CALL;

  private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The name used in configuration, findings and meters, for example {@code profile-delete}. */
  public String label() {
    return label;
  }

  /** True for the two kinds that change the token of the calling thread. */
  public boolean changesToken() {
    return this == IMPERSONATE || this == REVERT;
  }

  /** True for calls into MAPI itself: everything but notifications and token changes. */
  public boolean isMapiCall() {
    return !changesToken() && this != NOTIFICATION;
  }

  /**
   * The kind with this label.
   *
   * @throws IllegalArgumentException naming the label and the known ones
   */
  public static Kind ofLabel(String label) {
    return Labels.find(values(), Kind::label, "kind", label);
  }
}
