package io.mapiaudit.instrument.discover;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.utility.OpenedClassReader;

/** What a class file says of itself. Names are internal ones, with slashes. */
final class ClassFact {

  private static final int MAGIC = 0xCAFEBABE;
  private static final int UTF8 = 1;

  private final String file;
  private final Set<String> texts = new HashSet<>();
  private final List<MethodFact> methods = new ArrayList<>();
  private String name;
  private int access;
  private final List<String> supertypes = new ArrayList<>();

  private ClassFact(String file) {
    this.file = file;
  }

  /**
   * Reads a class file.
   *
   * @param file where it is, for messages
   * @throws IllegalArgumentException when it is damaged or of a Java that is not known yet
   */
  static ClassFact read(String file, byte[] bytes) {
    if (bytes.length < 10 || java.nio.ByteBuffer.wrap(bytes).getInt() != MAGIC) {
      throw new IllegalArgumentException("it is no class file");
    }
    ClassFact fact = new ClassFact(file);
    try {
      ClassReader reader = OpenedClassReader.of(bytes);
      reader.accept(
          fact.new Collector(),
          ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
      fact.readTexts(reader, bytes);
    } catch (RuntimeException damaged) {
      // ASM trusts what it reads; damage shows as whatever exception it runs into.
      throw new IllegalArgumentException("it cannot be read: " + damaged, damaged);
    }
    return fact;
  }

  private void readTexts(ClassReader reader, byte[] bytes) {
    for (int i = 1; i < reader.getItemCount(); i++) {
      int at = reader.getItem(i);
      if (at > 0 && reader.readByte(at - 1) == UTF8) {
        int length = reader.readUnsignedShort(at);
        texts.add(new String(bytes, at + 2, length, StandardCharsets.UTF_8));
      }
    }
  }

  String file() {
    return file;
  }

  String name() {
    return name;
  }

  /** As configuration names it. */
  String binaryName() {
    return name.replace('/', '.');
  }

  String packageName() {
    return name.substring(0, Math.max(0, name.lastIndexOf('/')));
  }

  boolean isInterface() {
    return (access & Opcodes.ACC_INTERFACE) != 0;
  }

  /** Its superclass and interfaces. */
  List<String> supertypes() {
    return supertypes;
  }

  List<MethodFact> methods() {
    return methods;
  }

  /** Every name and string it holds. */
  Set<String> texts() {
    return texts;
  }

  boolean hasNatives() {
    return methods.stream().anyMatch(MethodFact::isNative);
  }

  /** True when it names a class whose internal name begins so. */
  boolean usesAny(String... prefixes) {
    return texts.stream()
        .anyMatch(
            text ->
                Arrays.stream(prefixes)
                    .anyMatch(p -> text.startsWith(p) || text.startsWith("L" + p)));
  }

  /** True when it calls {@code Native.register} of JNA, as far as its names tell. */
  boolean registersNatives() {
    return texts.contains("com/sun/jna/Native") && texts.contains("register");
  }

  /** Collects the members. */
  private final class Collector extends ClassVisitor {
    Collector() {
      super(OpenedClassReader.ASM_API);
    }

    @Override
    public void visit(
        int version,
        int flags,
        String internalName,
        String signature,
        String superName,
        String[] interfaces) {
      name = internalName;
      access = flags;
      if (superName != null) {
        supertypes.add(superName);
      }
      supertypes.addAll(Arrays.asList(interfaces));
    }

    @Override
    public MethodVisitor visitMethod(
        int flags, String method, String descriptor, String signature, String[] exceptions) {
      methods.add(new MethodFact(flags, method, descriptor));
      return null;
    }
  }
}
