package io.mapiaudit.runtime;

/** A test that the agent watches, or a class or suite that holds tests. */
final class AuditedTest {

  /** What tests run in: it has no thread of its own while one of them runs. */
  enum Sort {
    CONTAINER,
    TEST
  }

  private final int number;
  private final String id;
  private final AuditedTest parent;
  private final Sort sort;
  private final long thread;
  private int begun = 1;

  /**
   * A test.
   *
   * @param number within the run
   * @param id what the test framework calls it
   * @param parent what it is in, null for the outermost
   * @param thread Java's number of the thread it begins on
   */
  AuditedTest(int number, String id, AuditedTest parent, Sort sort, long thread) {
    this.number = number;
    this.id = id;
    this.parent = parent;
    this.sort = sort;
    this.thread = thread;
  }

  int number() {
    return number;
  }

  String id() {
    return id;
  }

  long thread() {
    return thread;
  }

  boolean isTest() {
    return sort == Sort.TEST;
  }

  /** True when this is it, or in it. */
  boolean isWithin(String otherId) {
    for (AuditedTest test = this; test != null; test = test.parent) {
      if (test.id.equals(otherId)) {
        return true;
      }
    }
    return false;
  }

  /** Somebody else says too that it begins. */
  void beginAgain() {
    begun++;
  }

  /** True when all who said that it begins have said that it ends. */
  boolean end() {
    return --begun == 0;
  }
}
