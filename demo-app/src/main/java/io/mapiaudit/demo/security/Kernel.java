package io.mapiaudit.demo.security;

import com.sun.jna.Library;
import com.sun.jna.Pointer;

/** The handle functions of kernel32. */
@SuppressWarnings("MemberName")
interface Kernel extends Library {

  boolean CloseHandle(Pointer handle);

  Pointer GetCurrentThread();
}
