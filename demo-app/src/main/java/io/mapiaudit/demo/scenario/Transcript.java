package io.mapiaudit.demo.scenario;

import io.mapiaudit.demo.binding.MapiException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * What a scenario reports, actor by actor in the order they were named, so that the text does not
 * depend on how threads interleave.
 */
public final class Transcript {

  private final Map<String, List<String>> lines = new LinkedHashMap<>();

  /** One part of the program that reports. */
  public final class Actor {
    private final String name;

    Actor(String name) {
      this.name = name;
    }

    /** Adds a line. */
    public void say(String line) {
      synchronized (lines) {
        lines.get(name).add(line);
      }
    }

    /** Counts the messages, and adds the count or the failure. */
    public void poll(IntSupplier messages) {
      attempt("poll", () -> "poll: " + messages.getAsInt() + " message(s)");
    }

    /** Does something, and adds a line that says so, or its failure. */
    public void attempt(String what, Runnable action) {
      attempt(
          what,
          () -> {
            action.run();
            return what + ": done";
          });
    }

    private void attempt(String what, Supplier<String> action) {
      String line;
      try {
        line = action.get();
      } catch (MapiException e) {
        line = what + ": " + describe(e);
      }
      say(line);
    }
  }

  /** Adds an actor; the order of the calls is the order of the transcript. */
  public Actor actor(String name) {
    synchronized (lines) {
      lines.computeIfAbsent(name, key -> new ArrayList<>());
    }
    return new Actor(name);
  }

  /** Prints what was said so far, and forgets it. */
  public void printTo(PrintStream out) {
    synchronized (lines) {
      StringBuilder text = new StringBuilder();
      lines.forEach(
          (name, said) -> {
            said.forEach(line -> text.append(name).append(": ").append(line).append('\n'));
            said.clear();
          });
      out.print(text);
      out.flush();
    }
  }

  private static String describe(MapiException e) {
    // Not the function that failed: it is another one for each bridge.
    String text = MapiException.describe(e.result());
    return hasLastError(e.result()) ? text + ", last error " + e.lastError() : text;
  }

  /** After other failures the last error is whatever it was before. */
  private static boolean hasLastError(int result) {
    return result == 0x80040115 || result == 0x80004005;
  }
}
