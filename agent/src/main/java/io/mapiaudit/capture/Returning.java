package io.mapiaudit.capture;

/** Something that began and wants to know how it ended. */
interface Returning {

  /**
   * It has ended.
   *
   * @param result boxed, null for void
   * @param thrown what left it instead, or null
   */
  void returned(Object result, Throwable thrown);
}
