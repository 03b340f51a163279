package io.mapiaudit.demo.security;

import com.sun.jna.Native;
import com.sun.jna.Pointer;

/** A handle of a user's impersonation token, such as {@code LogonUser} hands out. */
public final class UserToken implements AutoCloseable {

  /** {@code SecurityIdentification}: good for asking who it is, not for acting. */
  public static final int IDENTIFICATION = 1;

  /** {@code SecurityImpersonation}. */
  public static final int IMPERSONATION = 2;

  private final Pointer handle;

  private UserToken(Pointer handle) {
    this.handle = handle;
  }

  /** Makes a token that allows full impersonation. */
  public static UserToken of(DemoUser user) {
    return of(user, IMPERSONATION, 0);
  }

  /**
   * Makes a token.
   *
   * @param level impersonation level as Windows numbers them
   * @param windowsSession the Windows session the user is logged on in
   * @throws IllegalStateException with the Win32 error when Windows refuses
   */
  public static UserToken of(DemoUser user, int level, int windowsSession) {
    Pointer handle =
        Win32.STAND_IN.MapiDemoCreateToken(user.sid(), user.account(), level, windowsSession);
    if (handle == null) {
      throw Win32.failure("MapiDemoCreateToken", Native.getLastError());
    }
    return new UserToken(handle);
  }

  Pointer handle() {
    return handle;
  }

  @Override
  public void close() {
    Win32.check("CloseHandle", Win32.KERNEL.CloseHandle(handle));
  }
}
