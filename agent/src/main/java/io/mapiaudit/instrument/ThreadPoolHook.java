package io.mapiaudit.instrument;

import io.mapiaudit.boot.ProbeTasks;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.jar.asm.MethodVisitor;

/**
 * {@code ThreadPoolExecutor}: who hands over which task, and which thread runs it. The call of the
 * task is replaced rather than {@code beforeExecute} advised, which subclasses override.
 */
final class ThreadPoolHook implements PlainHook {

  @Override
  public String typeName() {
    return "java.util.concurrent.ThreadPoolExecutor";
  }

  @Override
  public MethodVisitor change(int access, String name, String descriptor, MethodVisitor copy) {
    switch (name) {
      case "execute":
        return submitted(copy);
      case "runWorker":
        return ProbeCall.inPlaceOfRun(copy, "java/lang/Runnable");
      default:
        return null;
    }
  }

  /** Of methods of instances whose first parameter is a task. */
  static MethodVisitor submitted(MethodVisitor copy) {
    return ProbeCall.atStart(copy, "taskSubmitted", Object.class, 1);
  }

  /** Advice of methods whose first parameter is a task. */
  static final class Submit {
    private Submit() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(0) Object task) {
      ProbeTasks.taskSubmitted(task);
    }
  }
}
