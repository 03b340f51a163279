package io.mapiaudit.premain;

import java.io.File;
import java.io.IOException;

/**
 * Loads the agent's own JNA, and is kept when the agent is detached: JNA's native library takes a
 * file handle for its closures, of Linux, that it never gives back, and each copy takes another.
 */
final class JnaClassLoader extends IsolatedClassLoader {

  static final String PACKAGE = "com.sun.jna";

  static final String FOLDER_IN_JAR = "com/sun/jna/";

  static {
    registerAsParallelCapable();
  }

  private JnaClassLoader(File file) throws IOException {
    super(file, ClassLoader.getSystemClassLoader().getParent());
  }

  /** A loader of JNA that may load native code without a warning of the JVM. */
  static JnaClassLoader of(File file) throws IOException {
    JnaClassLoader loader = new JnaClassLoader(file);
    JnaModule.define(loader);
    return loader;
  }

  @Override
  boolean isOwn(String resource) {
    return resource.startsWith(FOLDER_IN_JAR);
  }
}
