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

  /**
   * The class of automation objects with a ProgID or CLSID, null when it is not known.
   *
   * @param id {@code MAPI.Session}, with or without a version, or a CLSID with or without braces
   */
  default String automationClass(String id) {
    return null;
  }

  /**
   * What a member of an automation class does, null when the class is not known. Argument 0 is the
   * object, 1 receives the object that is handed out, 2 is the key of a callback, 3 the first
   * argument of the member.
   *
   * @param member its name in any case; one that is not listed may hand out an object
   */
  default CallShape automationMember(String className, String member) {
    return null;
  }
}
