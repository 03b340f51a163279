package io.mapiaudit.boot;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What outlives a detach, because classes that stay instrumented depend on it: which version these
 * classes belong to and which number stands for which method. Safe for use by several threads.
 */
public final class ProbeMemory {

  private static final Map<String, Integer> NUMBERS = new HashMap<>();
  private static final Map<String, String> FUNCTIONS = new HashMap<>();
  private static volatile String version;
  private static volatile ByteBuffer marker;
  private static volatile Function<Object[], Object> tests;

  private ProbeMemory() {}

  /** The version of the agent that these classes came with, null before it has said so. */
  public static String version() {
    return version;
  }

  /** Says which version these classes came with. */
  public static void setVersion(String newVersion) {
    version = newVersion;
  }

  /** Where other processes can see that this one is audited; null when there is no such place. */
  public static ByteBuffer marker() {
    return marker;
  }

  /** Sets where other processes can see it. */
  public static void setMarker(ByteBuffer newMarker) {
    marker = newMarker;
  }

  /** Takes what tests in this JVM ask of the agent; null while none audits. */
  public static Function<Object[], Object> tests() {
    return tests;
  }

  /** Sets who takes what tests ask. */
  public static void setTests(Function<Object[], Object> newTests) {
    tests = newTests;
  }

  /**
   * The number of a method, the same for as long as the JVM runs.
   *
   * @param method {@code com.acme.Native.logon(I)J}
   */
  public static int number(String method) {
    synchronized (NUMBERS) {
      Integer number = NUMBERS.get(method);
      if (number == null) {
        number = NUMBERS.size();
        NUMBERS.put(method, number);
      }
      return number;
    }
  }

  /** Binary name of the class whose method has a number, null for a number that was not given. */
  public static String owner(int number) {
    for (Map.Entry<String, Integer> known : numbers().entrySet()) {
      if (known.getValue() == number) {
        String method = known.getKey();
        return method.substring(0, method.lastIndexOf('.', method.indexOf('(')));
      }
    }
    return null;
  }

  /** The methods that were given a number so far. */
  public static Map<String, Integer> numbers() {
    synchronized (NUMBERS) {
      return new HashMap<>(NUMBERS);
    }
  }

  /**
   * Takes note that JNA has bound a method to a function; of one without a number nothing is kept.
   *
   * @param method {@code com.acme.Native.logon(I)J}
   */
  public static void bind(String method, String function) {
    synchronized (NUMBERS) {
      if (NUMBERS.containsKey(method)) {
        FUNCTIONS.put(method, function);
      }
    }
  }

  /** The function that JNA has bound a method to, null when it has not. */
  public static String function(String method) {
    synchronized (NUMBERS) {
      return FUNCTIONS.get(method);
    }
  }
}
