package io.mapiaudit.identity;

/** What does not change about a thread: where it began, and what its creator called it. */
public final class ThreadFacts {

  private final long startAddress;
  private final String module;
  private final long moduleBase;
  private final String description;

  /**
   * Facts.
   *
   * @param module file name in lower case of the library that holds the start address, "" for none
   * @param moduleBase where that is loaded, 0 for none
   * @param description as SetThreadDescription had it, "" for none
   */
  public ThreadFacts(long startAddress, String module, long moduleBase, String description) {
    this.startAddress = startAddress;
    this.module = module;
    this.moduleBase = moduleBase;
    this.description = description;
  }

  public long startAddress() {
    return startAddress;
  }

  public String module() {
    return module;
  }

  public long moduleBase() {
    return moduleBase;
  }

  public String description() {
    return description;
  }
}
