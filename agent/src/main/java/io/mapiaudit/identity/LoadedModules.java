package io.mapiaudit.identity;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Libraries that this process has loaded, asked for by their names. Windows only. */
public final class LoadedModules {

  private static final int PATH_CHARACTERS = 1024;

  private final NativeLibrary kernel;

  /** Looks its functions up. */
  public LoadedModules() {
    this.kernel =
        NativeLibrary.getInstance("kernel32", TokenLibrary.options(true, Platform.is64Bit()));
  }

  /**
   * The file of a library; empty when it is not loaded.
   *
   * @param name with its extension and without folders
   */
  public Optional<String> file(String name) {
    Pointer module =
        kernel.getFunction("GetModuleHandleW").invokePointer(new Object[] {new WString(name)});
    if (module == null) {
      return Optional.empty();
    }
    try (Memory path = new Memory(2L * PATH_CHARACTERS)) {
      int length =
          kernel
              .getFunction("GetModuleFileNameW")
              .invokeInt(new Object[] {module, path, PATH_CHARACTERS});
      byte[] text = path.getByteArray(0, 2 * Math.min(length, PATH_CHARACTERS));
      return Optional.of(new String(text, StandardCharsets.UTF_16LE));
    }
  }
}
