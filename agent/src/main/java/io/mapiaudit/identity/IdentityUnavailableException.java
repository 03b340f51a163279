package io.mapiaudit.identity;

/** Tokens cannot be read in this process; the message says why and what to do. */
public final class IdentityUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  IdentityUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
