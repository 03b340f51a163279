package io.mapiaudit.model.event;

import io.mapiaudit.model.Identity;
import io.mapiaudit.model.ThreadInfo;

/**
 * A sweep saw a native thread for the first time, or with another identity than before. Read from
 * outside: such a thread may never call into Java.
 */
public final class NativeThreadSeen extends Event {

  private final ThreadInfo thread;
  private final Identity identity;
  private final String module;
  private final long startAddress;
  private final long moduleBase;
  private final long bornMicros;
  private final boolean ofMapi;

  /**
   * A native thread.
   *
   * @param thread its id is negative, so that it is no Java thread's, and its Java id is 0
   * @param identity what its token said when the sweep came by
   * @param module file name in lower case of the library that its start address is in, "" for none
   * @param moduleBase where that library is loaded, 0 for none
   * @param bornMicros when it was created, microseconds since 1970-01-01 UTC
   * @param ofMapi true when the library is one of those that {@code sweep.modules} names
   */
  public NativeThreadSeen(
      long sequence,
      long timeMicros,
      ThreadInfo thread,
      Identity identity,
      String module,
      long startAddress,
      long moduleBase,
      long bornMicros,
      boolean ofMapi) {
    super(sequence, timeMicros);
    this.thread = thread;
    this.identity = identity;
    this.module = module;
    this.startAddress = startAddress;
    this.moduleBase = moduleBase;
    this.bornMicros = bornMicros;
    this.ofMapi = ofMapi;
  }

  /** Its name is its description, or {@link #start()} when it has none. */
  public ThreadInfo thread() {
    return thread;
  }

  public Identity identity() {
    return identity;
  }

  /** Where its code is, "" when its start address is in no library. */
  public String module() {
    return module;
  }

  /** Where it began to run. */
  public long startAddress() {
    return startAddress;
  }

  public long moduleBase() {
    return moduleBase;
  }

  /** Microseconds since 1970-01-01 UTC. */
  public long bornMicros() {
    return bornMicros;
  }

  /** True for a thread of MAPI or RPC. */
  public boolean isOfMapi() {
    return ofMapi;
  }

  /** Where it began to run, the same in every process: {@code exmapi32.dll+0x1f40}. */
  public String start() {
    return start(module, startAddress, moduleBase);
  }

  /** A start address as text: {@code exmapi32.dll+0x1f40}, or {@code 0x7ff61f40}. */
  public static String start(String module, long startAddress, long moduleBase) {
    return module.isEmpty()
        ? "0x" + Long.toHexString(startAddress)
        : module + "+0x" + Long.toHexString(startAddress - moduleBase);
  }

  @Override
  public void deliverTo(EventHandler handler) {
    handler.on(this);
  }
}
