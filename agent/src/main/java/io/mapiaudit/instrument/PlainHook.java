package io.mapiaudit.instrument;

import net.bytebuddy.jar.asm.MethodVisitor;

/**
 * Hooks one type of the JDK by inserting calls of the probe. These types are there in every program
 * and are changed while it starts, so they do without Byte Buddy, whose thousand classes take
 * longer to load than everything else the agent does then.
 */
interface PlainHook {

  /** Binary name of the type. */
  String typeName();

  /**
   * What changes a method while it is copied.
   *
   * @param copy to which the method is written
   * @return null for a method that stays as it is
   */
  MethodVisitor change(int access, String name, String descriptor, MethodVisitor copy);
}
