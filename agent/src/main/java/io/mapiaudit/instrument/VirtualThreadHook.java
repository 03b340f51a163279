package io.mapiaudit.instrument;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Type;

/**
 * {@code VirtualThread}: who starts whom. Builders, factories and executors of virtual threads all
 * meet in {@code start(ThreadContainer)}, which does not go through {@code Thread}'s.
 */
final class VirtualThreadHook implements PlainHook {

  @Override
  public String typeName() {
    return "java.lang.VirtualThread";
  }

  @Override
  public MethodVisitor change(int access, String name, String descriptor, MethodVisitor copy) {
    return name.equals("start") && Type.getArgumentCount(descriptor) == 1
        ? ProbeCall.atStart(copy, "threadStarting", Thread.class, 0)
        : null;
  }
}
