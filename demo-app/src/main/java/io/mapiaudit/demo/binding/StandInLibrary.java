package io.mapiaudit.demo.binding;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.io.File;
import java.io.IOException;

/**
 * Finds the native stand-in for MAPI32 and loads it, always from one file: a second copy would have
 * sessions and tokens of its own.
 */
public final class StandInLibrary {

  /** System property that names another library file. */
  public static final String PROPERTY = "mapi.demo.library";

  private static final String NAME = "mapidemo";

  private StandInLibrary() {}

  /** No stand-in for this platform; the message says how to build one. */
  public static final class MissingException extends RuntimeException {
    MissingException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * The library file, unpacked from the jar if need be.
   *
   * @throws MissingException when the jar holds none for this platform or the named file is absent
   */
  public static String path() {
    String given = System.getProperty(PROPERTY);
    if (given == null) {
      return Unpacked.PATH.getAbsolutePath();
    }
    if (!new File(given).isFile()) {
      throw new MissingException("No such file: " + given + " (" + PROPERTY + ").", null);
    }
    return new File(given).getAbsolutePath();
  }

  /** Maps an interface to the library's exports. */
  @SuppressWarnings("deprecation") // JNA 4, which the demo runs with too, has no load.
  public static <T extends Library> T bind(Class<T> exports) {
    return Native.loadLibrary(path(), exports, Convention.OPTIONS);
  }

  /** Maps an interface to a system library on Windows, to the stand-in elsewhere. */
  @SuppressWarnings("deprecation")
  public static <T extends Library> T bindSystem(String windowsLibrary, Class<T> exports) {
    return Native.loadLibrary(
        Platform.isWindows() ? windowsLibrary : path(), exports, Convention.OPTIONS);
  }

  static String missing(String platform) {
    return "The demo has no prebuilt MAPI stand-in for "
        + platform
        + ". Build one with a C compiler and a JDK in JAVA_HOME:\n"
        + "  demo-app/src/main/native/build.sh --host <folder>\n"
        + "and name it with -D"
        + PROPERTY
        + "=<folder>/libmapidemo.so.";
  }

  /** Unpacks on first use, once. */
  private static final class Unpacked {
    static final File PATH = unpack();

    private static File unpack() {
      try {
        return Native.extractFromResourcePath(NAME, StandInLibrary.class.getClassLoader());
      } catch (IOException e) {
        throw new MissingException(missing(Platform.RESOURCE_PREFIX), e);
      }
    }
  }
}
