package io.mapiaudit.instrument;

import net.bytebuddy.jar.asm.MethodVisitor;

/** {@code Timer}: who hands over which task. All its ways to do so meet in {@code sched}. */
final class TimerHook implements PlainHook {

  @Override
  public String typeName() {
    return "java.util.Timer";
  }

  @Override
  public MethodVisitor change(int access, String name, String descriptor, MethodVisitor copy) {
    return name.equals("sched") ? ThreadPoolHook.submitted(copy) : null;
  }
}
