package io.mapiaudit.model;

import java.lang.reflect.Method;

/**
 * Tells which functions, COM methods and Java methods are entry points. Safe for use by several
 * threads.
 */
public interface Catalogue {

  /**
   * The entry point of a native function, or null.
   *
   * @param name as looked up in its library; x86 decoration ({@code _name@8}) is accepted
   */
  CallShape function(String name);

  /**
   * The entry point of a COM method, or null when the interface or the slot is not known.
   *
   * @param interfaceName for example {@code IMsgStore}
   * @param slot index in the virtual table
   */
  CallShape comMethod(String interfaceName, int slot);

  /** Number of slots of a COM interface, 0 when it is not known. */
  int slots(String interfaceName);

  /** The interface with an IID, given as its 16 bytes in memory order; null when not known. */
  String interfaceOf(byte[] iid);

  /** The interface of MAPI objects of a type ({@code MAPI_FOLDER} is 3); null when not known. */
  String interfaceOfType(int objectType);

  /**
   * What a call of an instrumented Java method means, or null when it is to be passed over: an
   * entry point the user has configured, or the function that JNA has bound the method to.
   *
   * @param number that the method's instrumentation carries
   */
  CallShape method(int number);

  /**
   * Takes note that a Java method calls a native function from now on, and no longer the one it may
   * have called before.
   *
   * @param function its name as it was found in its library
   * @return false when the function is an entry point but calls of the method cannot be seen
   */
  boolean bind(Method method, String function);
}
