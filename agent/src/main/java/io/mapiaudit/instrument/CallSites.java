package io.mapiaudit.instrument;

import io.mapiaudit.boot.ProbeConstants;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;

/** Finds out from a class's constant pool whether it calls one of a set of methods. */
final class CallSites {

  private static final int METHOD = 10;
  private static final int INTERFACE_METHOD = 11;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<String, Integer> dispatched = new HashMap<>();
  private final Set<String> names = new HashSet<>();

  /** Tells for nearly every class, at a tenth of the cost, that it names none of the methods. */
  private volatile ConstantPoolFilter filter;

  /** Looks for calls of this method too, known by this number. */
  void add(MethodKey method, int number) {
    wanted(method.name());
    numbers.put(
        key(method.className().replace('.', '/'), method.name(), method.descriptor()), number);
  }

  /** Looks for calls that may turn out to be of the method, for they name it by a supertype. */
  void addDispatched(MethodKey method, int number) {
    wanted(method.name());
    dispatched.put(
        key(method.className().replace('.', '/'), method.name(), method.descriptor()), number);
  }

  private void wanted(String name) {
    names.add(name);
    filter = null;
  }

  private ConstantPoolFilter filter() {
    ConstantPoolFilter present = filter;
    if (present == null) {
      present = new ConstantPoolFilter(names);
      filter = present;
    }
    return present;
  }

  boolean isEmpty() {
    return numbers.isEmpty();
  }

  /** The number of the method that a call may turn out to be of, null when it is of no interest. */
  Integer dispatchedNumber(String owner, String name, String descriptor) {
    return dispatched.get(key(owner, name, descriptor));
  }

  /** The number of a method as class files name it, null when it is not looked for. */
  Integer number(String owner, String name, String descriptor) {
    return numbers.get(key(owner, name, descriptor));
  }

  /**
   * True when a loaded class calls, or refers to, one of the methods. Read from the JVM where it
   * shows them.
   *
   * @return null when that cannot be told
   * @throws IOException when its class file cannot be read
   */
  Boolean areIn(Class<?> type) throws IOException {
    if (ProbeConstants.areShown()) {
      try {
        return ProbeConstants.nameMethod(type, this::isWanted);
      } catch (IllegalStateException beingRedefined) {
        // Then its class file tells.
      }
    }
    byte[] classFile = ClassFiles.of(type);
    return classFile == null ? null : Boolean.valueOf(areIn(classFile));
  }

  private boolean isWanted(String[] method) {
    return names.contains(method[1])
        && (number(method[0], method[1], method[2]) != null
            || dispatchedNumber(method[0], method[1], method[2]) != null);
  }

  /** True when a class calls, or refers to, one of the methods. */
  boolean areIn(byte[] classFile) {
    if (!filter().mayPass(classFile)) {
      return false;
    }
    ClassReader reader = new ClassReader(classFile);
    char[] buffer = new char[reader.getMaxStringLength()];
    for (int i = 1; i < reader.getItemCount(); i++) {
      int at = reader.getItem(i);
      // The second half of a long or double has no place of its own.
      if (at > 0 && isMethod(reader.readByte(at - 1))) {
        int nameAndType = reader.getItem(reader.readUnsignedShort(at + 2));
        String owner = reader.readClass(at, buffer);
        String name = reader.readUTF8(nameAndType, buffer);
        String descriptor = reader.readUTF8(nameAndType + 2, buffer);
        if (number(owner, name, descriptor) != null
            || dispatchedNumber(owner, name, descriptor) != null) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isMethod(int tag) {
    return tag == METHOD || tag == INTERFACE_METHOD;
  }

  private static String key(String owner, String name, String descriptor) {
    return owner + '.' + name + descriptor;
  }
}
