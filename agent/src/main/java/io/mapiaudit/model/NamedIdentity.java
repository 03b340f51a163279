package io.mapiaudit.model;

import java.util.Objects;

/** An identity with the account name of its SID, as findings show it. */
public final class NamedIdentity {

  /** The account of a SID that could not be looked up, or not yet. */
  public static final String UNKNOWN_ACCOUNT = "unknown";

  private final Identity identity;
  private final String account;

  public NamedIdentity(Identity identity, String account) {
    this.identity = Objects.requireNonNull(identity, "identity");
    this.account = Objects.requireNonNull(account, "account");
  }

  public Identity identity() {
    return identity;
  }

  /** {@code DOMAIN\name}, or {@link #UNKNOWN_ACCOUNT}. */
  public String account() {
    return account;
  }

  /** The account name when it is known, else the SID. */
  public String displayName() {
    return account.equals(UNKNOWN_ACCOUNT) ? identity.sid() : account;
  }

  /** {@code DOMAIN\name (S-1-5-…)}, or the SID alone. */
  @Override
  public String toString() {
    return account.equals(UNKNOWN_ACCOUNT) ? identity.sid() : account + " (" + identity.sid() + ")";
  }
}
