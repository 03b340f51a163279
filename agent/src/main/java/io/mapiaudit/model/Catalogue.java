package io.mapiaudit.model;

/** Tells which functions, COM methods and Java methods are entry points. */
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
   * The Java method the user has configured, by the number its instrumentation carries; or null.
   */
  CallShape method(int number);
}
