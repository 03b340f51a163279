package io.mapiaudit.demo.security;

import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;

/** The token functions of advapi32. */
@SuppressWarnings("MemberName")
interface Advapi extends Library {

  boolean ImpersonateLoggedOnUser(Pointer token);

  boolean RevertToSelf();

  boolean SetThreadToken(PointerByReference thread, Pointer token);

  boolean OpenThreadToken(Pointer thread, int access, boolean openAsSelf, PointerByReference token);

  boolean GetTokenInformation(
      Pointer token, int tokenClass, Pointer buffer, int size, IntByReference returned);
}
