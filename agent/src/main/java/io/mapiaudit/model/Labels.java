package io.mapiaudit.model;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Looks enum constants up by the labels that configuration and findings use. */
final class Labels {

  private Labels() {}

  static <T> T find(T[] values, Function<T, String> label, String what, String wanted) {
    for (T value : values) {
      if (label.apply(value).equals(wanted)) {
        return value;
      }
    }
    String known = Arrays.stream(values).map(label).collect(Collectors.joining(", "));
    throw new IllegalArgumentException(
        "unknown " + what + " '" + wanted + "'; known are: " + known);
  }
}
