package io.mapiaudit.model;

import java.util.Locale;

/** How a call crosses from Java to native code, or back. */
public enum Bridge {
  /** JNA interface mapping and {@code Function} calls, COM vtables called through it included. */
  JNA,
  /** JNA direct mapping ({@code Native.register}). */
  JNA_DIRECT,
  /** COM through {@code COMInvoker} of jna-platform. */
  JNA_COM,
  /** Native methods of the application's own classes. */
  JNI,
  /** The JACOB COM bridge. */
  JACOB,
  /** The com4j COM bridge. */
  COM4J,
  /** The foreign function and memory API of Java 22 and newer. */
  FFM;

  private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The name used in findings and meters, for example {@code jna-direct}. */
  public String label() {
    return label;
  }

  /**
   * True when the handles of this bridge are addresses of COM objects, so that an object opened
   * through one such bridge can be recognised when it is used through another.
   */
  public boolean handlesArePointers() {
    return this != JNI;
  }

  /**
   * The bridge with this label.
   *
   * @throws IllegalArgumentException naming the label and the known ones
   */
  public static Bridge ofLabel(String label) {
    return Labels.find(values(), Bridge::label, "bridge", label);
  }
}
