package io.mapiaudit.instrument;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.TypeResolutionStrategy;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.pool.TypePool;

/**
 * Changes class files as hooks with advice want them. Byte Buddy is loaded by the first class that
 * has such a hook, perhaps on a thread of the application, and is then made ready on classes of the
 * agent's own: two threads that both begin with its classes might each wait for what the other one
 * initialises.
 */
final class AdviceWeaver {

  private static final List<String> SAMPLES =
      Arrays.asList("com.sun.jna.Function", "com.sun.jna.CallbackReference$DefaultCallbackProxy");

  private static final AdviceWeaver INSTANCE = ByteBuddySettings.during(AdviceWeaver::ready);

  private final ByteBuddy byteBuddy =
      // Only what is declared is instrumented: compiling the graph of inherited methods is
      // needless.
      new ByteBuddy()
          .with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE)
          .with(Implementation.Context.Disabled.Factory.INSTANCE);

  private final Map<String, List<Hook>> hooks = AdviceHooks.byType();

  private AdviceWeaver() {}

  private static AdviceWeaver ready() {
    AdviceWeaver weaver = new AdviceWeaver();
    ClassLoader own = AdviceWeaver.class.getClassLoader();
    for (String sample : SAMPLES) {
      try {
        weaver.change(sample, ClassFileLocator.ForClassLoader.of(own));
      } catch (IOException | RuntimeException notThere) {
        // The first hook then does what the sample was to do.
      }
    }
    return weaver;
  }

  /** Has Byte Buddy ready, for others that use it. */
  static void prepare() {
    if (INSTANCE == null) {
      throw new IllegalStateException("Byte Buddy is being made ready on this very thread");
    }
  }

  /**
   * The class file with its hooks.
   *
   * @param loader of the class, null for the bootstrap loader
   */
  static byte[] weave(String typeName, ClassLoader loader, byte[] classFile) throws IOException {
    prepare();
    return INSTANCE.change(
        typeName,
        new ClassFileLocator.Compound(
            ClassFileLocator.Simple.of(typeName, classFile),
            ClassFileLocator.ForClassLoader.of(loader)));
  }

  private byte[] change(String typeName, ClassFileLocator locator) throws IOException {
    TypePool pool =
        new TypePool.Default.WithLazyResolution(
            new TypePool.CacheProvider.Simple(), locator, TypePool.Default.ReaderMode.FAST);
    TypeDescription type = pool.describe(typeName).resolve();
    DynamicType.Builder<?> builder = byteBuddy.decorate(type, locator);
    for (Hook hook : hooks.get(typeName)) {
      builder = hook.apply(builder, type);
    }
    try (DynamicType.Unloaded<?> made =
        builder.make(TypeResolutionStrategy.Disabled.INSTANCE, pool)) {
      return made.getBytes();
    }
  }
}
