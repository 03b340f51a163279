package io.mapiaudit.instrument;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads class files through the loader of the class. */
final class ClassFiles {

  private ClassFiles() {}

  /** The class file, null when its loader does not give it, as with classes made at run time. */
  static byte[] of(Class<?> type) throws IOException {
    ClassLoader loader = type.getClassLoader();
    String name = type.getName().replace('.', '/') + ".class";
    try (InputStream in =
        loader == null
            ? ClassLoader.getSystemResourceAsStream(name)
            : loader.getResourceAsStream(name)) {
      if (in == null) {
        return null;
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
      }
      return out.toByteArray();
    }
  }
}
