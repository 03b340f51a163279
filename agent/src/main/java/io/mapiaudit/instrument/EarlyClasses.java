package io.mapiaudit.instrument;

/**
 * Classes of the JDK that have to be there before class files are transformed: they are loaded
 * while something is linked for the first time, their loading runs the transformers, and these must
 * not come to need what is just being loaded.
 */
final class EarlyClasses {

  /** Loaded when a method handle, the one that links lambdas too, has been used often enough. */
  private static final String[] NAMES = {"java.lang.invoke.MethodHandle$1"};

  private EarlyClasses() {}

  static void load() {
    for (String name : NAMES) {
      try {
        Class.forName(name, true, null);
      } catch (ClassNotFoundException otherJdk) {
        // Then nothing waits for it either.
      }
    }
  }
}
