package io.mapiaudit.instrument;

import net.bytebuddy.jar.asm.MethodVisitor;

/**
 * {@code ScheduledThreadPoolExecutor}: who hands over which task. All its ways to do so meet in
 * {@code delayedExecute}; it runs them as any thread pool does.
 */
final class SchedulerHook implements PlainHook {

  @Override
  public String typeName() {
    return "java.util.concurrent.ScheduledThreadPoolExecutor";
  }

  @Override
  public MethodVisitor change(int access, String name, String descriptor, MethodVisitor copy) {
    return name.equals("delayedExecute") ? ThreadPoolHook.submitted(copy) : null;
  }
}
