package io.mapiaudit.identity;

/** What never changes about a thread: where it began. */
public final class ThreadFacts {

  private final long startAddress;
  private final String module;
  private final long moduleBase;

  /**
   * Facts.
   *
   * @param module file name in lower case of the library that holds the start address, "" for none
   * @param moduleBase where that is loaded, 0 for none
   */
  public ThreadFacts(long startAddress, String module, long moduleBase) {
    this.startAddress = startAddress;
    this.module = module;
    this.moduleBase = moduleBase;
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
}
