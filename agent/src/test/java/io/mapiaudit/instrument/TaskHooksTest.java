package io.mapiaudit.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.boot.ProbeTasks;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class TaskHooksTest {

  private static final String[][] CALLS = {
    {"java.lang.Thread", "threadStarting"},
    {"java.util.concurrent.ThreadPoolExecutor", "runTask", "taskSubmitted"},
    {"java.util.concurrent.ScheduledThreadPoolExecutor", "taskSubmitted"},
    {"java.util.concurrent.ForkJoinPool", "taskSubmitted"},
    {"java.util.concurrent.ForkJoinTask", "taskEnded", "taskStarting", "taskSubmitted"},
    {"java.util.concurrent.CompletableFuture$UniCompletion", "taskSubmitted"},
    {"java.util.Timer", "taskSubmitted"},
    {"java.util.TimerThread", "runTask"},
  };

  @TestFactory
  Stream<DynamicTest> hook_finds_its_methods_in_this_version_of_Java() {
    return Arrays.stream(CALLS)
        .map(row -> DynamicTest.dynamicTest(row[0], () -> check(row[0], calls(row))));
  }

  @Test
  void every_hook_is_tested() {
    Set<String> tested = Arrays.stream(CALLS).map(row -> row[0]).collect(Collectors.toSet());

    assertThat(tested).containsAll(AdviceHooks.TASKS);
    assertThat(HookTransformer.plainHooks(/* tasks= */ true))
        .extracting(PlainHook::typeName)
        .filteredOn(type -> !type.equals("java.lang.VirtualThread"))
        .isSubsetOf(tested);
  }

  private static List<String> calls(String[] row) {
    return Arrays.asList(row).subList(1, row.length);
  }

  private static void check(String typeName, List<String> expected) throws Exception {
    byte[] classFile = ClassFiles.of(Class.forName(typeName));
    byte[] hooked =
        new HookTransformer(
                HookTransformer.plainHooks(/* tasks= */ true), AdviceHooks.TASKS, new HookReport())
            .transform(null, typeName.replace('.', '/'), null, null, classFile);
    // Later versions of Java have a method for what is given to a pool, through which threads go.
    Set<String> calls = probeCalls(hooked);
    if (calls.remove("poolSubmitted")) {
      calls.add("taskSubmitted");
    }
    assertThat(calls).containsExactlyElementsOf(expected);
  }

  private static Set<String> probeCalls(byte[] classFile) {
    Set<String> calls = new TreeSet<>();
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
                    if (owner.equals(Type.getInternalName(ProbeTasks.class))) {
                      calls.add(called);
                    }
                  }
                };
              }
            },
            0);
    return calls;
  }
}
