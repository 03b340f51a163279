package io.mapiaudit.instrument;

/** A method of a class: {@code com.acme.Native.logon(I)J}. */
final class MethodKey {

  private final String className;
  private final String name;
  private final String descriptor;

  /**
   * A method.
   *
   * @param className binary name
   */
  MethodKey(String className, String name, String descriptor) {
    this.className = className;
    this.name = name;
    this.descriptor = descriptor;
  }

  /** From what {@link #toString} gave. */
  static MethodKey of(String text) {
    int parameters = text.indexOf('(');
    int dot = text.lastIndexOf('.', parameters);
    return new MethodKey(
        text.substring(0, dot), text.substring(dot + 1, parameters), text.substring(parameters));
  }

  String className() {
    return className;
  }

  String name() {
    return name;
  }

  String descriptor() {
    return descriptor;
  }

  /** The same method as the class file of a class that inherits it would name it. */
  MethodKey in(String otherClass) {
    return new MethodKey(otherClass, name, descriptor);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MethodKey && toString().equals(other.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  @Override
  public String toString() {
    return className + '.' + name + descriptor;
  }
}
