package io.mapiaudit.demo.security;

/** Runs code on the calling thread in another user's identity. */
public final class Impersonation {

  /** Code to run; it may throw. */
  public interface Body {
    void run() throws Exception;
  }

  private Impersonation() {}

  /** Runs {@code body} as the user, by {@code ImpersonateLoggedOnUser}, and reverts. */
  public static void as(DemoUser user, Body body) throws Exception {
    try (UserToken token = UserToken.of(user)) {
      as(token, body);
    }
  }

  /** Runs {@code body} with the token, by {@code ImpersonateLoggedOnUser}, and reverts. */
  public static void as(UserToken token, Body body) throws Exception {
    begin(token);
    try {
      body.run();
    } finally {
      end();
    }
  }

  /** Runs {@code body} as the user, by {@code SetThreadToken}, and takes the token away again. */
  public static void withThreadToken(DemoUser user, Body body) throws Exception {
    try (UserToken token = UserToken.of(user)) {
      Win32.check("SetThreadToken", Win32.ADVAPI.SetThreadToken(null, token.handle()));
      try {
        body.run();
      } finally {
        Win32.check("SetThreadToken", Win32.ADVAPI.SetThreadToken(null, null));
      }
    }
  }

  /** Impersonates until {@link #end}; who forgets it leaves the thread in this identity. */
  public static void begin(UserToken token) {
    Win32.check("ImpersonateLoggedOnUser", Win32.ADVAPI.ImpersonateLoggedOnUser(token.handle()));
  }

  /** Goes back to the identity of the process. */
  public static void end() {
    Win32.check("RevertToSelf", Win32.ADVAPI.RevertToSelf());
  }
}
