package io.mapiaudit.instrument;

/** The feature release of this JVM. */
final class JavaRelease {

  private JavaRelease() {}

  /** 8, 11, 25. */
  static int current() {
    String version = System.getProperty("java.specification.version");
    return Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
  }
}
