package io.mapiaudit.config;

import java.time.Duration;
import java.util.OptionalDouble;

/** Reads values that are set while the agent runs, as they are read from a configuration. */
public final class Change {

  private Change() {}

  /**
   * A new value of {@code release.stall}.
   *
   * @param source who gives it, for the message
   * @throws ConfigurationError when it is none; names the key and what to write
   */
  public static Duration releaseStall(String source, String text) throws ConfigurationError {
    return read(Options.RELEASE_STALL, source, text);
  }

  /**
   * A new value of {@code overhead.max}, as a share; empty for {@code off}.
   *
   * @param source who gives it, for the message
   * @throws ConfigurationError when it is none; names the key and what to write
   */
  public static OptionalDouble overheadMax(String source, String text) throws ConfigurationError {
    return read(Options.OVERHEAD_MAX, source, text);
  }

  private static <T> T read(Option<T> option, String source, String text)
      throws ConfigurationError {
    try {
      return option.read(Given.text(option.key(), option.key(), source, text == null ? "" : text));
    } catch (BadValue bad) {
      throw new ConfigurationError(bad.problems());
    }
  }
}
