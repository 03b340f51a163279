package io.mapiaudit.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.boot.Probe;
import io.mapiaudit.boot.ProbeTasks;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.pool.TypePool;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The hooks of COM bridges find what they are for in the bridges' own classes. */
class BridgeHooksTest {

  /** Hooks of one class, then its methods that tell the probe. */
  private static final Object[][] EXPECTED = {
    {
      Arrays.asList(new JacobDispatchHook()),
      "<init>(String) coCreateInstance getActiveInstance getIDOfName getIDsOfNames invoke invokeSubv"
          + " invokev safeRelease"
    },
    {Arrays.asList(new JacobVariantHook()), "toDispatch"},
    {Arrays.asList(new JacobEventsHook()), "<init>(Dispatch,Object,String,String) safeRelease"},
    {Arrays.asList(new JacobEventHook("com.jacob.com.InvocationProxyAllVariants")), "invoke"},
    {Arrays.asList(new JacobEventHook("com.jacob.activeX.ActiveXInvocationProxy")), "invoke"},
    {Arrays.asList(new Com4jFactoryHook()), "createInstance getActiveObject"},
    {Arrays.asList(new Com4jMethodHook("com4j.StandardComMethod")), "invoke"},
    {Arrays.asList(new Com4jMethodHook("com4j.DispatchComMethod")), "invoke"},
    {
      Arrays.asList(new Com4jWrapperHook(), new Com4jReferenceHook("com4j.Wrapper", "dispose0")),
      "advise invoke queryInterface"
    },
    {
      Arrays.asList(new Com4jReferenceHook("com4j.NativePointerPhantomReference", "releaseNative")),
      "releaseNative"
    },
    {Arrays.asList(new Com4jEventHook()), "<init>(Class,Object) invoke"},
    {Arrays.asList(new Com4jThreadHook()), "execute"},
    {Arrays.asList(new Com4jTaskHook()), "invoke"},
    {Arrays.asList(new JnaPeerHook()), "execute"},
  };

  private static final List<String> PROBES =
      Arrays.asList(Type.getInternalName(Probe.class), Type.getInternalName(ProbeTasks.class));

  @TestFactory
  Stream<DynamicTest> hook_finds_its_methods() {
    return Arrays.stream(EXPECTED)
        .map(
            row -> {
              @SuppressWarnings("unchecked")
              List<Hook> hooks = (List<Hook>) row[0];
              String type = hooks.get(0).typeName();
              return DynamicTest.dynamicTest(type, () -> check(type, hooks, (String) row[1]));
            });
  }

  private static void check(String typeName, List<Hook> hooks, String expected) throws Exception {
    // Not initialised: that would load the bridge's native library.
    Class<?> type = Class.forName(typeName, false, BridgeHooksTest.class.getClassLoader());
    DynamicType.Builder<?> builder = new ByteBuddy().decorate(type);
    for (Hook hook : hooks) {
      builder = hook.apply(builder, TypeDescription.ForLoadedType.of(type));
    }
    byte[] hooked = builder.make(TypePool.Default.ofSystemLoader()).getBytes();
    assertThat(String.join(" ", tellingMethods(hooked))).isEqualTo(expected);
  }

  /** Names of the methods that call the probe; of constructors the simple parameter types too. */
  private static Set<String> tellingMethods(byte[] classFile) {
    Set<String> methods = new TreeSet<>();
    new ClassReader(classFile)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String descriptor, String signature, String[] thrown) {
                return new MethodVisitor(Opcodes.ASM9) {
                  @Override
                  public void visitMethodInsn(
                      int opcode, String owner, String called, String type, boolean isInterface) {
                    if (PROBES.contains(owner)) {
                      methods.add(name.equals("<init>") ? name + parameters(descriptor) : name);
                    }
                  }
                };
              }
            },
            0);
    return methods;
  }

  private static String parameters(String descriptor) {
    StringBuilder text = new StringBuilder("(");
    for (Type type : Type.getArgumentTypes(descriptor)) {
      String name = type.getClassName();
      text.append(text.length() == 1 ? "" : ",").append(name.substring(name.lastIndexOf('.') + 1));
    }
    return text.append(')').toString();
  }
}
