package io.mapiaudit.instrument;

import static net.bytebuddy.matcher.ElementMatchers.hasDescriptor;
import static net.bytebuddy.matcher.ElementMatchers.named;

import io.mapiaudit.boot.ProbePrefix;
import io.mapiaudit.instrument.NativeMethods.NativeMethod;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.TypeResolutionStrategy;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.dynamic.scaffold.inline.MethodNameTransformer;
import net.bytebuddy.pool.TypePool;

/**
 * Wraps the native methods that JNA may bind by direct mapping, while their class is being loaded:
 * those named like a function of the catalogue, and all of a class that calls {@code
 * Native.register} itself, because a function mapper may give them other names. Whether and to what
 * they are bound is known later; until then their calls are passed over.
 */
final class DirectMappingTransformer implements ClassFileTransformer {

  private static final String JNA = "com/sun/jna/Native";

  private final EntryPointCatalogue catalogue;
  private final HookReport report;
  private final ClassLoader platform = ClassLoader.getSystemClassLoader().getParent();
  private final ConstantPoolFilter filter;

  /** Names of the classes that were wrapped: when they are redefined, they have to be again. */
  private final Map<ClassLoader, Set<String>> wrapped = new WeakHashMap<>();

  DirectMappingTransformer(EntryPointCatalogue catalogue, HookReport report) {
    this.catalogue = catalogue;
    this.report = report;
    Set<String> names = new HashSet<>(catalogue.functionNames());
    names.add(JNA);
    this.filter = new ConstantPoolFilter(names);
  }

  @Override
  public byte[] transform(
      ClassLoader loader,
      String internalName,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] classFile) {
    if (loader == null
        || OwnLoaders.include(loader)
        || loader == platform
        || internalName == null
        || internalName.equals(JNA)) {
      return null;
    }
    try {
      if (!filter.mayPass(classFile)) {
        return null;
      }
      String name = internalName.replace('/', '.');
      List<NativeMethod> methods = toWrap(classFile);
      // Nothing can be added to a class that was loaded as it is.
      if (methods.isEmpty() || (redefined != null && !wrapped(loader).contains(name))) {
        return null;
      }
      byte[] result = wrap(loader, name, classFile, methods);
      wrapped(loader).add(name);
      report.hooked(name);
      report.wrapped(name);
      return result;
    } catch (Throwable failure) {
      report.notHooked(internalName.replace('/', '.'), String.valueOf(failure));
      return null;
    }
  }

  private List<NativeMethod> toWrap(byte[] classFile) {
    NativeMethods natives = NativeMethods.in(classFile);
    if (natives.all().isEmpty()) {
      return natives.all();
    }
    boolean all = natives.areRegistered();
    return natives.all().stream()
        .filter(method -> all || catalogue.function(method.name()) != null)
        // Wrapped already, because the configuration names it or by another agent.
        .filter(method -> !method.name().startsWith(ProbePrefix.NATIVE))
        .collect(Collectors.toList());
  }

  private byte[] wrap(
      ClassLoader loader, String name, byte[] classFile, List<NativeMethod> methods) {
    AdviceWeaver.prepare();
    ClassFileLocator locator =
        new ClassFileLocator.Compound(
            ClassFileLocator.Simple.of(name, classFile),
            ClassFileLocator.ForClassLoader.of(loader));
    TypePool pool =
        new TypePool.Default.WithLazyResolution(
            new TypePool.CacheProvider.Simple(), locator, TypePool.Default.ReaderMode.FAST);
    TypeDescription type = pool.describe(name).resolve();
    DynamicType.Builder<?> builder =
        new ByteBuddy()
            .with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE)
            .rebase(type, locator, new MethodNameTransformer.Prefixing(ProbePrefix.NATIVE));
    for (NativeMethod method : methods) {
      int number = catalogue.number(new MethodKey(name, method.name(), method.descriptor()));
      Advice advice = ConfiguredMethodHook.advice(number);
      builder =
          builder
              .method(named(method.name()).and(hasDescriptor(method.descriptor())))
              .intercept(advice);
    }
    try (DynamicType.Unloaded<?> made =
        builder.make(TypeResolutionStrategy.Disabled.INSTANCE, pool)) {
      return made.getBytes();
    }
  }

  private Set<String> wrapped(ClassLoader loader) {
    synchronized (wrapped) {
      return wrapped.computeIfAbsent(loader, newLoader -> ConcurrentHashMap.newKeySet());
    }
  }
}
