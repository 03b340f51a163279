package io.mapiaudit.instrument;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.utility.OpenedClassReader;

/** The native methods that a class file declares. */
final class NativeMethods {

  private static final int METHOD_REF = 10;
  private static final String JNA = "com/sun/jna/Native";

  private final ClassReader file;
  private final List<NativeMethod> methods = new ArrayList<>();

  private NativeMethods(ClassReader file) {
    this.file = file;
  }

  /** One of them. */
  static final class NativeMethod {
    private final String name;
    private final String descriptor;

    NativeMethod(String name, String descriptor) {
      this.name = name;
      this.descriptor = descriptor;
    }

    String name() {
      return name;
    }

    String descriptor() {
      return descriptor;
    }
  }

  static NativeMethods in(byte[] classFile) {
    NativeMethods found = new NativeMethods(OpenedClassReader.of(classFile));
    found.file.accept(
        found.new Collector(),
        ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return found;
  }

  List<NativeMethod> all() {
    return methods;
  }

  /** True when the class calls {@code Native.register} in any of its forms. */
  boolean areRegistered() {
    char[] buffer = new char[file.getMaxStringLength()];
    for (int i = 1; i < file.getItemCount(); i++) {
      int item = file.getItem(i);
      if (item > 0
          && file.readByte(item - 1) == METHOD_REF
          && JNA.equals(file.readClass(item, buffer))
          && "register".equals(nameOf(item, buffer))) {
        return true;
      }
    }
    return false;
  }

  private String nameOf(int methodRef, char[] buffer) {
    int nameAndType = file.getItem(file.readUnsignedShort(methodRef + 2));
    return file.readUTF8(nameAndType, buffer);
  }

  /** Collects the methods. */
  private final class Collector extends ClassVisitor {
    Collector() {
      super(OpenedClassReader.ASM_API);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      if ((access & Opcodes.ACC_NATIVE) != 0) {
        methods.add(new NativeMethod(name, descriptor));
      }
      return null;
    }
  }
}
