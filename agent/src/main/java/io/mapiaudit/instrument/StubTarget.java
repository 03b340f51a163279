package io.mapiaudit.instrument;

import io.mapiaudit.boot.ProbeForeign;
import net.bytebuddy.asm.AsmVisitorWrapper.ForDeclaredMethods.MethodVisitorWrapper;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.utility.OpenedClassReader;

/**
 * Has the target of an upcall stub replaced where the linker calls {@code makeStub(target, arena)}:
 * only there it has made all its checks of it, which it would not make of a replacement.
 */
final class StubTarget extends MethodVisitor {

  static final MethodVisitorWrapper WRAPPER =
      (type, method, visitor, context, pool, writerFlags, readerFlags) -> new StubTarget(visitor);

  private static final String HANDLE = "Ljava/lang/invoke/MethodHandle;";

  private StubTarget(MethodVisitor visitor) {
    super(OpenedClassReader.ASM_API, visitor);
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    if (name.equals("makeStub") && descriptor.startsWith("(" + HANDLE + "L")) {
      super.visitInsn(Opcodes.SWAP);
      super.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          Type.getInternalName(ProbeForeign.class),
          "upcallLinking",
          "(" + HANDLE + ")" + HANDLE,
          false);
      super.visitInsn(Opcodes.SWAP);
    }
    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
  }
}
