package io.mapiaudit.instrument;

import io.mapiaudit.boot.ProbeTasks;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.utility.OpenedClassReader;

/** Calls of the probe that are put into methods. */
final class ProbeCall {

  private static final String PROBE = Type.getInternalName(ProbeTasks.class);

  private ProbeCall() {}

  /**
   * A call before all else, with one reference; whatever it throws is dropped.
   *
   * @param local number of the local variable that is passed: 0 for {@code this}, 1 for the first
   *     parameter of an instance method
   */
  static MethodVisitor atStart(MethodVisitor copy, String probe, Class<?> parameter, int local) {
    String descriptor = "(" + Type.getDescriptor(parameter) + ")V";
    return new MethodVisitor(OpenedClassReader.ASM_API, copy) {
      @Override
      public void visitCode() {
        super.visitCode();
        Label start = new Label();
        Label end = new Label();
        Label thrown = new Label();
        Label body = new Label();
        visitTryCatchBlock(start, end, thrown, "java/lang/Throwable");
        visitLabel(start);
        visitVarInsn(Opcodes.ALOAD, local);
        visitMethodInsn(Opcodes.INVOKESTATIC, PROBE, probe, descriptor, false);
        visitLabel(end);
        visitJumpInsn(Opcodes.GOTO, body);
        visitLabel(thrown);
        // The locals are still the parameters, so these frames differ from the first by the stack.
        visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {"java/lang/Throwable"});
        visitInsn(Opcodes.POP);
        visitLabel(body);
        visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        // The method may begin with a frame of its own, and there is one to an instruction.
        visitInsn(Opcodes.NOP);
      }
    };
  }

  /**
   * A call in place of every {@code task.run()}.
   *
   * @param task internal name of the type whose {@code run} is called
   */
  static MethodVisitor inPlaceOfRun(MethodVisitor copy, String task) {
    return new MethodVisitor(OpenedClassReader.ASM_API, copy) {
      @Override
      public void visitMethodInsn(
          int opcode, String owner, String name, String descriptor, boolean isInterface) {
        if (owner.equals(task) && name.equals("run") && descriptor.equals("()V")) {
          super.visitMethodInsn(
              Opcodes.INVOKESTATIC, PROBE, "runTask", "(Ljava/lang/Runnable;)V", false);
        } else {
          super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        }
      }
    };
  }
}
