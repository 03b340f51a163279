package io.mapiaudit.identity;

import io.mapiaudit.model.Identity.Source;

/** A token as long as it is not modified. */
final class TokenKey {

  final long tokenId;
  final long logonId;
  private final Source source;
  private final long modifiedId;

  TokenKey(Source source, long tokenId, long modifiedId, long logonId) {
    this.source = source;
    this.tokenId = tokenId;
    this.modifiedId = modifiedId;
    this.logonId = logonId;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof TokenKey)) {
      return false;
    }
    TokenKey that = (TokenKey) other;
    return is(that.source, that.tokenId, that.modifiedId, that.logonId);
  }

  /** Whether it is made of these. */
  boolean is(Source otherSource, long otherTokenId, long otherModifiedId, long otherLogonId) {
    return tokenId == otherTokenId
        && modifiedId == otherModifiedId
        && source == otherSource
        && logonId == otherLogonId;
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(tokenId) + Long.hashCode(modifiedId);
  }
}
