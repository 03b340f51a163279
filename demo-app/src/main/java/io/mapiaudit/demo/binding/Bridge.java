package io.mapiaudit.demo.binding;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The ways from Java to MAPI that the demo can take. */
public enum Bridge {
  /** JNA interface mapping, COM methods called by vtable slot. */
  JNA,
  /** JNA direct mapping, COM methods called by vtable slot. */
  JNA_DIRECT,
  /** COM classes of jna-platform, with an advise sink written in Java. */
  COM,
  /** Native methods. */
  JNI;

  /** Loads the library and returns MAPI through this bridge. */
  public MailApi open() {
    switch (this) {
      case JNA_DIRECT:
        return new JnaMailApi(new DirectMapi32());
      case COM:
        return new ComMailApi(StandInLibrary.bind(Mapi32.class));
      case JNI:
        return new JniMailApi();
      default:
        return new JnaMailApi(StandInLibrary.bind(Mapi32.class));
    }
  }

  /** The name on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** All names, in order. */
  public static String known(String separator) {
    return Arrays.stream(values()).map(Bridge::label).collect(Collectors.joining(separator));
  }

  /**
   * The bridge of that name.
   *
   * @throws IllegalArgumentException naming the known ones
   */
  public static Bridge ofLabel(String label) {
    for (Bridge bridge : values()) {
      if (bridge.label().equals(label)) {
        return bridge;
      }
    }
    throw new IllegalArgumentException("unknown bridge '" + label + "', known: " + known(", "));
  }
}
