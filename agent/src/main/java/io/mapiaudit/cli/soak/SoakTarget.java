package io.mapiaudit.cli.soak;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/** The program that is watched. */
public interface SoakTarget {

  /** Whether it goes on. */
  boolean isAlive();

  /** Waits so long, or until it has ended. */
  void await(long millis) throws InterruptedException;

  /** The folders of its runs so far, by name; a program may be several JVMs. */
  List<Path> runs() throws IOException;

  /**
   * Ends the soak: a program that was started for it is asked to end, one that was joined goes on.
   *
   * @return what there is to say about it, one sentence each
   */
  List<String> end() throws IOException;

  /** How it ended when it ended by itself; empty when it goes on, was ended, or cannot be told. */
  OptionalInt exitCode();
}
