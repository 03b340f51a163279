package io.mapiaudit.instrument;

import net.bytebuddy.jar.asm.MethodVisitor;

/** {@code TimerThread}: the runs of a timer's tasks. */
final class TimerThreadHook implements PlainHook {

  @Override
  public String typeName() {
    return "java.util.TimerThread";
  }

  @Override
  public MethodVisitor change(int access, String name, String descriptor, MethodVisitor copy) {
    return name.equals("mainLoop") ? ProbeCall.inPlaceOfRun(copy, "java/util/TimerTask") : null;
  }
}
