package io.mapiaudit.demo.binding;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.Platform;
import java.util.Collections;
import java.util.Map;

/**
 * How MAPI, COM and Win32 want to be called: stdcall, which is a convention of its own on 32-bit
 * Windows alone. Elsewhere JNA refuses it for directly mapped methods, and outside Windows for
 * everything.
 */
final class Convention {

  /** The convention for functions known by their address. */
  static final int FLAGS = of(Platform.isWindows(), Platform.is64Bit());

  /** The same for libraries, and for the callbacks declared inside them. */
  static final Map<String, Object> OPTIONS =
      Collections.singletonMap(Library.OPTION_CALLING_CONVENTION, FLAGS);

  private Convention() {}

  static int of(boolean windows, boolean is64Bit) {
    return windows && !is64Bit ? Function.ALT_CONVENTION : Function.C_CONVENTION;
  }
}
