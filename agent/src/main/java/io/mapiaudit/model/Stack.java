package io.mapiaudit.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A Java call stack, innermost frame first, each frame as {@link StackTraceElement} prints it. */
public final class Stack {

  /** No stack was recorded. */
  public static final Stack EMPTY = new Stack(Collections.emptyList());

  private final List<String> frames;
  private final int hash;

  private Stack(List<String> frames) {
    this.frames = frames;
    this.hash = frames.hashCode();
  }

  /** A stack of these frames, innermost first; the list is copied. */
  public static Stack of(List<String> frames) {
    return frames.isEmpty()
        ? EMPTY
        : new Stack(Collections.unmodifiableList(new ArrayList<>(frames)));
  }

  /** The frames, innermost first; unmodifiable. */
  public List<String> frames() {
    return frames;
  }

  public boolean isEmpty() {
    return frames.isEmpty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Stack && frames.equals(((Stack) other).frames);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return String.join("\n", frames);
  }
}
