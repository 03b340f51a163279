package io.mapiaudit.identity;

import com.sun.jna.Platform;
import com.sun.jna.platform.win32.Kernel32Util;
import com.sun.jna.platform.win32.Tlhelp32;
import com.sun.jna.platform.win32.VerRsrc;
import com.sun.jna.platform.win32.VersionUtil;
import com.sun.jna.platform.win32.Win32Exception;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What Windows tells about files, processes and the registry; nothing elsewhere. */
public final class Environment {

  private Environment() {}

  public static boolean isWindows() {
    return Platform.isWindows();
  }

  /** The registry; empty elsewhere than on Windows. */
  @SuppressWarnings("try") // the settings only have to last as long as JNA loads
  public static Optional<Registry> registry() {
    if (!isWindows()) {
      return Optional.empty();
    }
    try (JnaSettings ignored = JnaSettings.isolated()) {
      return Optional.of(new WindowsRegistry());
    }
  }

  /**
   * The version in a file's fixed version information, for example {@code 6.5.8244.0}.
   *
   * @return empty when the file has none
   */
  public static Optional<String> fileVersion(String file) {
    try {
      VerRsrc.VS_FIXEDFILEINFO info = VersionUtil.getFileVersionInfo(file);
      return Optional.of(
          info.getFileVersionMajor()
              + "."
              + info.getFileVersionMinor()
              + "."
              + info.getFileVersionRevision()
              + "."
              + info.getFileVersionBuild());
    } catch (Win32Exception | UnsupportedOperationException | UnsatisfiedLinkError without) {
      return Optional.empty();
    }
  }

  /**
   * The files that a process has loaded, by the Toolhelp functions.
   *
   * @throws IllegalStateException saying why they cannot be listed: a process of another user or
   *     bitness, or a system that lacks the functions
   */
  public static List<String> modules(long pid) {
    try {
      List<String> files = new ArrayList<>();
      for (Tlhelp32.MODULEENTRY32W module : Kernel32Util.getModules((int) pid)) {
        files.add(module.szExePath());
      }
      return files;
    } catch (Win32Exception | UnsatisfiedLinkError failure) {
      throw new IllegalStateException(String.valueOf(failure.getMessage()).trim(), failure);
    }
  }
}
