package io.mapiaudit.demo.binding;

import java.util.Locale;

/** A MAPI call that failed, with its HRESULT and the Win32 last error it left behind. */
public final class MapiException extends RuntimeException {

  private final int result;
  private final int lastError;

  /**
   * A failure.
   *
   * @param operation the function or method that failed
   * @param result its HRESULT, negative
   * @param lastError the calling thread's last error straight after the call
   */
  public MapiException(String operation, int result, int lastError) {
    super(operation + ": " + describe(result));
    this.result = result;
    this.lastError = lastError;
  }

  /** The HRESULT. */
  public int result() {
    return result;
  }

  /** The Win32 last error after the call; it means something only for some results. */
  public int lastError() {
    return lastError;
  }

  /** An HRESULT as number and name, for example {@code 0x80040115 MAPI_E_NETWORK_ERROR}. */
  public static String describe(int result) {
    return String.format(Locale.ROOT, "0x%08X %s", result, name(result)).trim();
  }

  private static String name(int result) {
    switch (result) {
      case 0:
        return "S_OK";
      case 0x80004005:
        return "MAPI_E_CALL_FAILED";
      case 0x80070005:
        return "MAPI_E_NO_ACCESS";
      case 0x80040108:
        return "MAPI_E_INVALID_OBJECT";
      case 0x8004010F:
        return "MAPI_E_NOT_FOUND";
      case 0x80040111:
        return "MAPI_E_LOGON_FAILED";
      case 0x80040115:
        return "MAPI_E_NETWORK_ERROR";
      case 0x80040200:
        return "MAPI_E_END_OF_SESSION";
      case 0x80040605:
        return "MAPI_E_NOT_INITIALIZED";
      default:
        return "";
    }
  }
}
