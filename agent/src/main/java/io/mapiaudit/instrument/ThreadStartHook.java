package io.mapiaudit.instrument;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * {@code Thread.start}: who starts whom. From Java 21 on, pools start their workers by {@code
 * start(ThreadContainer)} alone.
 */
final class ThreadStartHook implements PlainHook {

  @Override
  public String typeName() {
    return "java.lang.Thread";
  }

  @Override
  public MethodVisitor change(int access, String name, String descriptor, MethodVisitor copy) {
    return name.equals("start") && (access & Opcodes.ACC_STATIC) == 0
        ? ProbeCall.atStart(copy, "threadStarting", Thread.class, 0)
        : null;
  }
}
