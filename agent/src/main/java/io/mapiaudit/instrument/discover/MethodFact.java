package io.mapiaudit.instrument.discover;

import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** A method that a class file declares. */
final class MethodFact {

  private final int access;
  private final String name;
  private final String descriptor;

  MethodFact(int access, String name, String descriptor) {
    this.access = access;
    this.name = name;
    this.descriptor = descriptor;
  }

  String name() {
    return name;
  }

  String descriptor() {
    return descriptor;
  }

  boolean isNative() {
    return (access & Opcodes.ACC_NATIVE) != 0;
  }

  /** True for what the compiler made and for constructors: nobody's entry points. */
  boolean isSynthetic() {
    return (access & (Opcodes.ACC_SYNTHETIC | Opcodes.ACC_BRIDGE)) != 0 || name.startsWith("<");
  }

  boolean isStatic() {
    return (access & Opcodes.ACC_STATIC) != 0;
  }

  Type[] parameters() {
    return Type.getArgumentTypes(descriptor);
  }

  Type result() {
    return Type.getReturnType(descriptor);
  }

  boolean isSameAs(MethodFact other) {
    return name.equals(other.name) && descriptor.equals(other.descriptor);
  }
}
