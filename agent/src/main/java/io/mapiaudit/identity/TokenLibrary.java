package io.mapiaudit.identity;

import com.sun.jna.Function;
import com.sun.jna.FunctionMapper;
import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.util.HashMap;
import java.util.Map;

/** Loads the library that answers the token calls and binds its functions. */
public final class TokenLibrary {

  /** The library on Windows. */
  public static final String DEFAULT = "advapi32";

  private TokenLibrary() {}

  /**
   * Loads and binds.
   *
   * @param name {@link #DEFAULT}, or a library that exports the functions of advapi32 and kernel32
   *     under the same names
   * @param naming how SIDs are to be shown
   * @throws IdentityUnavailableException when it cannot be loaded or lacks a function
   */
  @SuppressWarnings("try") // the settings only have to last as long as the block
  public static TokenReader open(String name, Naming naming) {
    try (JnaSettings ignored = JnaSettings.isolated()) {
      boolean windowsOwn = name.equals(DEFAULT);
      if (windowsOwn && !Platform.isWindows()) {
        throw new IdentityUnavailableException(
            "this is not Windows, so there are no thread tokens to read; identity.library can name"
                + " a library that stands in for advapi32",
            null);
      }
      TokenFunctions.bind(library(name, options()));
      ThreadFunctions.bind(library(windowsOwn ? "kernel32" : name, options()));
      LastErrorFunction.bind(windowsOwn ? ntdll() : library(name, options()));
      return new TokenReader(naming);
    } catch (UnsatisfiedLinkError | NoClassDefFoundError failure) {
      throw new IdentityUnavailableException(
          "identity.library '" + name + "' cannot be used: " + failure.getMessage(), failure);
    }
  }

  /**
   * Unbinds. JNA holds on to bound classes by references of native code, which no garbage collector
   * sees through. No thread may be in one of the functions, nor call one any more.
   */
  public static void close() {
    JnaInternals.unregister(TokenFunctions.class);
    JnaInternals.unregister(ThreadFunctions.class);
    JnaInternals.unregister(LastErrorFunction.class);
  }

  private static NativeLibrary ntdll() {
    Map<String, Object> options = options();
    FunctionMapper mapper = (library, method) -> LastErrorFunction.NTDLL_NAME;
    options.put(Library.OPTION_FUNCTION_MAPPER, mapper);
    return library("ntdll", options);
  }

  private static NativeLibrary library(String name, Map<String, Object> options) {
    return NativeLibrary.getInstance(name, options);
  }

  private static Map<String, Object> options() {
    return options(Platform.isWindows(), Platform.is64Bit());
  }

  static Map<String, Object> options(boolean windows, boolean is64Bit) {
    Map<String, Object> options = new HashMap<>();
    if (windows && !is64Bit) {
      // Win32 functions are stdcall there; 64-bit Windows has one convention and JNA refuses
      // others.
      options.put(Library.OPTION_CALLING_CONVENTION, Function.ALT_CONVENTION);
    }
    return options;
  }
}
