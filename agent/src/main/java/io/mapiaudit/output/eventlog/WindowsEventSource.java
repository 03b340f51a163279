package io.mapiaudit.output.eventlog;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import com.sun.jna.StringArray;
import com.sun.jna.WString;
import java.util.HashMap;
import java.util.Map;

/**
 * The functions of advapi32, called by name: nothing is bound to a class, so there is nothing to
 * undo at a detach. Jna-platform's interface is not used, which would load half of that library.
 */
final class WindowsEventSource implements EventSource {

  private final NativeLibrary advapi;
  private final Pointer handle;

  private WindowsEventSource(NativeLibrary advapi, Pointer handle) {
    this.advapi = advapi;
    this.handle = handle;
  }

  /** True where there is a Windows event log. */
  static boolean isThere() {
    return Platform.isWindows();
  }

  /**
   * Opens the source, on this machine. One that is not registered belongs to the application log.
   *
   * @throws IllegalStateException with the system's error code when it cannot be had
   */
  static WindowsEventSource open(String name) {
    NativeLibrary advapi = NativeLibrary.getInstance("advapi32", options());
    Pointer handle =
        advapi
            .getFunction("RegisterEventSourceW")
            .invokePointer(new Object[] {null, new WString(name)});
    if (handle == null) {
      throw failure("RegisterEventSourceW");
    }
    return new WindowsEventSource(advapi, handle);
  }

  @Override
  public void report(int type, int eventId, String text) {
    StringArray texts = new StringArray(new WString[] {new WString(text)});
    Object[] arguments = {handle, type, 0, eventId, null, 1, 0, texts, null};
    if (advapi.getFunction("ReportEventW").invokeInt(arguments) == 0) {
      throw failure("ReportEventW");
    }
  }

  @Override
  public void close() {
    if (advapi.getFunction("DeregisterEventSource").invokeInt(new Object[] {handle}) == 0) {
      throw failure("DeregisterEventSource");
    }
  }

  private static IllegalStateException failure(String function) {
    return new IllegalStateException(
        function + " failed with Windows error " + Native.getLastError());
  }

  /** Win32 is stdcall on 32-bit Windows; 64-bit has one convention and JNA refuses others. */
  private static Map<String, Object> options() {
    Map<String, Object> options = new HashMap<>();
    if (!Platform.is64Bit()) {
      options.put(Library.OPTION_CALLING_CONVENTION, Function.ALT_CONVENTION);
    }
    return options;
  }
}
