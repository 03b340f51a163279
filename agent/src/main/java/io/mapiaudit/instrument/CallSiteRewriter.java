package io.mapiaudit.instrument;

import io.mapiaudit.boot.ProbeLink;
import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.utility.OpenedClassReader;

/**
 * Replaces calls of native methods by dynamic ones that {@link ProbeLink} links. What is on the
 * stack is the same before and after, so nothing else of the class changes.
 */
final class CallSiteRewriter extends ClassVisitor {

  private static final String LINK = Type.getInternalName(ProbeLink.class);
  private static final Handle CALL =
      bootstrap(
          "call",
          CallSite.class,
          MethodHandles.Lookup.class,
          String.class,
          MethodType.class,
          Class.class,
          int.class,
          int.class);
  private static final Handle REFERENCE =
      bootstrap(
          "reference",
          CallSite.class,
          MethodHandles.Lookup.class,
          String.class,
          MethodType.class,
          MethodType.class,
          MethodHandle.class,
          MethodType.class,
          int.class,
          int.class);

  private final CallSites sites;
  private boolean changed;

  private CallSiteRewriter(ClassVisitor next, CallSites sites) {
    super(OpenedClassReader.ASM_API, next);
    this.sites = sites;
  }

  /**
   * The class with its calls replaced, null when there is none to replace.
   *
   * @throws UnsupportedOperationException for a class file older than Java 6
   */
  static byte[] rewrite(byte[] classFile, CallSites sites) {
    ClassReader reader = OpenedClassReader.of(classFile);
    ClassWriter writer = new ClassWriter(reader, 0);
    CallSiteRewriter rewriter = new CallSiteRewriter(writer, sites);
    reader.accept(rewriter, 0);
    return rewriter.changed ? writer.toByteArray() : null;
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      String signature,
      String superName,
      String[] interfaces) {
    int major = version & 0xFFFF;
    if (major < Opcodes.V1_6) {
      throw new UnsupportedOperationException(
          "its class file is of version " + major + ", before Java 6");
    }
    // Dynamic calls exist since version 51; 50 differs from it in nothing else.
    super.visit(
        major == Opcodes.V1_6 ? Opcodes.V1_7 : version,
        access,
        name,
        signature,
        superName,
        interfaces);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
    return next == null ? null : new Calls(next);
  }

  private static Handle bootstrap(String name, Class<?> result, Class<?>... parameters) {
    return new Handle(
        Opcodes.H_INVOKESTATIC,
        LINK,
        name,
        MethodType.methodType(result, parameters).toMethodDescriptorString(),
        false);
  }

  /** The calls in one method. */
  private final class Calls extends MethodVisitor {

    Calls(MethodVisitor next) {
      super(OpenedClassReader.ASM_API, next);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      Integer number = isInterface ? null : sites.number(owner, name, descriptor);
      Integer dispatched =
          opcode == Opcodes.INVOKEVIRTUAL || opcode == Opcodes.INVOKEINTERFACE
              ? sites.dispatchedNumber(owner, name, descriptor)
              : null;
      if (number == null && dispatched == null) {
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        return;
      }
      changed = true;
      if (number == null) {
        String type = "(L" + owner + ';' + descriptor.substring(1);
        super.visitInvokeDynamicInsn(
            name, type, CALL, Type.getObjectType(owner), ProbeLink.DISPATCHED, dispatched);
        return;
      }
      int kind =
          opcode == Opcodes.INVOKESTATIC
              ? ProbeLink.STATIC
              : opcode == Opcodes.INVOKEVIRTUAL ? ProbeLink.VIRTUAL : ProbeLink.SPECIAL;
      String type =
          kind == ProbeLink.STATIC ? descriptor : "(L" + owner + ';' + descriptor.substring(1);
      super.visitInvokeDynamicInsn(
          name, type, CALL, Type.getObjectType(owner), kind, number.intValue());
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      Integer number = isMethodReference(bootstrap) ? numberOf((Handle) arguments[1]) : null;
      if (number == null) {
        super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
        return;
      }
      changed = true;
      boolean isStatic = ((Handle) arguments[1]).getTag() == Opcodes.H_INVOKESTATIC;
      super.visitInvokeDynamicInsn(
          name,
          descriptor,
          REFERENCE,
          arguments[0],
          arguments[1],
          arguments[2],
          isStatic ? 1 : 0,
          number.intValue());
    }

    private boolean isMethodReference(Handle bootstrap) {
      return bootstrap.getOwner().equals("java/lang/invoke/LambdaMetafactory")
          && bootstrap.getName().equals("metafactory");
    }

    private Integer numberOf(Handle method) {
      return sites.number(method.getOwner(), method.getName(), method.getDesc());
    }
  }
}
