package io.mapiaudit.benchmarks.calls;

/** Something that is done over and over and measured. */
@FunctionalInterface
public interface Operation {

  /** Does it once; the result only keeps it from being optimised away. */
  long run() throws Exception;
}
