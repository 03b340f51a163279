package io.mapiaudit.instrument;

/** The class loaders of the agent, whose classes are never hooked. */
final class OwnLoaders {

  private static final ClassLoader OWN = OwnLoaders.class.getClassLoader();

  /** The agent's JNA has a loader of its own above it; above the tests' is the platform's. */
  private static final ClassLoader JNA =
      OWN.getParent() == ClassLoader.getSystemClassLoader().getParent() ? OWN : OWN.getParent();

  private OwnLoaders() {}

  static boolean include(ClassLoader loader) {
    return loader != null && (loader == OWN || loader == JNA);
  }
}
