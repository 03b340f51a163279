package io.mapiaudit.identity;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.Win32Exception;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinReg;
import com.sun.jna.platform.win32.WinReg.HKEY;
import com.sun.jna.platform.win32.WinReg.HKEYByReference;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The registry through jna-platform, in the view of this process's bitness. */
final class WindowsRegistry implements Registry {

  private static final int KEY_NAME_INFORMATION = 3;
  private static final int NAME_BYTES = 2048;
  private static final String USERS = "\\REGISTRY\\USER\\";

  @Override
  public boolean exists(Root root, String key) {
    try {
      return Advapi32Util.registryKeyExists(handle(root), key);
    } catch (Win32Exception denied) {
      return false;
    }
  }

  @Override
  public List<String> children(Root root, String key) {
    try {
      return exists(root, key)
          ? Arrays.asList(Advapi32Util.registryGetKeys(handle(root), key))
          : Collections.emptyList();
    } catch (Win32Exception denied) {
      return Collections.emptyList();
    }
  }

  @Override
  public Optional<String> value(Root root, String key, String name) {
    if (!exists(root, key)) {
      return Optional.empty();
    }
    try {
      Map<String, Object> values = Advapi32Util.registryGetValues(handle(root), key);
      for (Map.Entry<String, Object> entry : values.entrySet()) {
        if (entry.getKey().equalsIgnoreCase(name)) {
          return Optional.ofNullable(text(entry.getValue()));
        }
      }
    } catch (Win32Exception denied) {
      // As if it were not there.
    }
    return Optional.empty();
  }

  private static String text(Object value) {
    if (value instanceof byte[]) {
      StringBuilder hexadecimal = new StringBuilder();
      for (byte b : (byte[]) value) {
        hexadecimal.append(String.format(Locale.ROOT, "%02x", b));
      }
      return hexadecimal.toString();
    }
    return value instanceof String[]
        ? String.join(";", (String[]) value)
        : value == null ? null : value.toString();
  }

  @Override
  public Optional<String> currentUserHive() {
    try {
      HKEYByReference key =
          // Any key below: opening the root itself may give the predefined handle, which has no
          // name.
          Advapi32Util.registryGetKey(handle(Root.CURRENT_USER), "Software", WinNT.KEY_READ);
      try {
        return hive(key.getValue());
      } finally {
        Advapi32Util.registryCloseKey(key.getValue());
      }
    } catch (Win32Exception | UnsatisfiedLinkError missing) {
      return Optional.empty();
    }
  }

  private static Optional<String> hive(HKEY key) {
    Function query =
        NativeLibrary.getInstance("ntdll", TokenLibrary.options(true, Platform.is64Bit()))
            .getFunction("NtQueryKey");
    try (Memory name = new Memory(NAME_BYTES);
        Memory needed = new Memory(Integer.BYTES)) {
      int status =
          query.invokeInt(new Object[] {key, KEY_NAME_INFORMATION, name, NAME_BYTES, needed});
      int length = status == 0 ? name.getInt(0) : 0;
      if (length <= 0 || length > NAME_BYTES - Integer.BYTES) {
        return Optional.empty();
      }
      String path = new String(name.getByteArray(Integer.BYTES, length), StandardCharsets.UTF_16LE);
      return path.toUpperCase(Locale.ROOT).startsWith(USERS)
          ? Optional.of(path.substring(USERS.length()).replaceAll("\\\\.*", ""))
          : Optional.empty();
    }
  }

  private static HKEY handle(Root root) {
    switch (root) {
      case LOCAL_MACHINE:
        return WinReg.HKEY_LOCAL_MACHINE;
      case USERS:
        return WinReg.HKEY_USERS;
      default:
        return WinReg.HKEY_CURRENT_USER;
    }
  }
}
