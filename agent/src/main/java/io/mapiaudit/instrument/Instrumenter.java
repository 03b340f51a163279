package io.mapiaudit.instrument;

import static net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy.DISABLED;
import static net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy.RETRANSFORMATION;
import static net.bytebuddy.matcher.ElementMatchers.is;
import static net.bytebuddy.matcher.ElementMatchers.named;

import io.mapiaudit.boot.ProbePrefix;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.agent.builder.AgentBuilder.InitializationStrategy;
import net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy;
import net.bytebuddy.agent.builder.AgentBuilder.TypeStrategy;
import net.bytebuddy.agent.builder.ResettableClassFileTransformer;
import net.bytebuddy.dynamic.scaffold.MethodGraph;

/** Installs the hooks into a JVM. */
public final class Instrumenter {

  private static final List<Hook> HOOKS =
      Collections.unmodifiableList(
          Arrays.asList(
              new FunctionHook(),
              new CallbackHook(),
              new CallbackPointerHook(),
              new ComInvokerHook(),
              new PointerReadHook(),
              new ThreadStartHook(),
              new JacobDispatchHook(),
              new JacobVariantHook(),
              new JacobEventsHook(),
              new JacobEventHook("com.jacob.com.InvocationProxyAllVariants"),
              new JacobEventHook("com.jacob.activeX.ActiveXInvocationProxy"),
              new Com4jFactoryHook(),
              new Com4jMethodHook("com4j.StandardComMethod"),
              new Com4jMethodHook("com4j.DispatchComMethod"),
              new Com4jWrapperHook(),
              new Com4jReferenceHook("com4j.NativePointerPhantomReference", "releaseNative"),
              new Com4jReferenceHook("com4j.Wrapper", "dispose0"),
              new Com4jEventHook(),
              new VirtualThreadHook()));

  /** Of the foreign linker, which is no preview since Java 22. */
  static final List<Hook> FOREIGN_HOOKS =
      Collections.unmodifiableList(
          Arrays.asList(
              new ForeignLinkerHook(),
              NativeSymbolHook.ofRawLibraries(),
              NativeSymbolHook.ofLoadedLibraries()));

  private static final Hook LOOK_UP = new NativeLibraryHook();

  private static final int FIRST_WITH_FOREIGN_LINKER = 22;

  /** Of pools and timers. */
  static final List<Hook> TASK_HOOKS =
      Collections.unmodifiableList(
          Arrays.asList(
              new ThreadPoolHook(),
              new SchedulerHook(),
              new ForkJoinPoolHook(),
              new ForkJoinTaskHook(),
              new DependentStageHook(),
              new TimerHook(),
              new TimerThreadHook()));

  /** Of COM bridges that make calls on threads of their own. */
  private static final List<Hook> PEER_HOOKS =
      Collections.unmodifiableList(
          Arrays.asList(new Com4jThreadHook(), new Com4jTaskHook(), new JnaPeerHook()));

  private final EntryPointCatalogue catalogue;
  private final HookReport report;
  private final List<Hook> hooks;

  /**
   * An instrumenter.
   *
   * @param catalogue whose configured methods are hooked beside JNA and threads
   * @param tasks whether pools and timers are hooked too
   * @param report told what was hooked and what could not be
   */
  public Instrumenter(EntryPointCatalogue catalogue, boolean tasks, HookReport report) {
    this.catalogue = catalogue;
    this.report = report;
    this.hooks = new ArrayList<>(HOOKS);
    if (ClassFileVersion.ofThisVm().getJavaVersion() >= FIRST_WITH_FOREIGN_LINKER) {
      hooks.addAll(FOREIGN_HOOKS);
    }
    if (tasks) {
      hooks.addAll(TASK_HOOKS);
      hooks.addAll(PEER_HOOKS);
    }
  }

  /**
   * Hooks the classes that are loaded and those that will be.
   *
   * @return what takes the hooks away again
   */
  public Installation install(Instrumentation instrumentation) {
    EarlyClasses.load();
    Installation installation = new Installation(instrumentation, report);
    try {
      installHooks(instrumentation, installation);
      if (!catalogue.configured().isEmpty()) {
        installMethods(instrumentation, installation);
      }
      installDirectMapping(instrumentation, installation);
      installLateNatives(instrumentation, installation);
    } catch (RuntimeException | Error failure) {
      installation.uninstall();
      throw failure;
    }
    return installation;
  }

  private void installHooks(Instrumentation instrumentation, Installation installation) {
    List<String> names = hooks.stream().map(Hook::typeName).collect(Collectors.toList());
    LoadedHookTypes loaded = new LoadedHookTypes(names);
    AgentBuilder agent = retransforming(loaded);
    for (Hook hook : hooks) {
      agent =
          agent
              .type(named(hook.typeName()))
              .transform((builder, type, loader, module, domain) -> hook.apply(builder, type));
    }
    installation.add(agent.installOn(instrumentation), RETRANSFORMATION, loaded);
  }

  private void installMethods(Instrumentation instrumentation, Installation installation) {
    ConfiguredMethods methods = new ConfiguredMethods(catalogue);
    boolean prefix = instrumentation.isNativeMethodPrefixSupported();
    installation.add(natives(methods, prefix).installOn(instrumentation), DISABLED, null);
    LoadedHookTypes loaded = new LoadedHookTypes(methods.classNames(), methods.supertypes());
    ResettableClassFileTransformer others =
        retransforming(loaded)
            // What foreign classes mention need not be there; their class files always are.
            .with(AgentBuilder.DescriptionStrategy.Default.POOL_ONLY)
            .type(methods.types())
            .transform(
                (builder, type, loader, module, domain) -> methods.adviseOthers(builder, type))
            .installOn(instrumentation);
    installation.add(others, RETRANSFORMATION, loaded);
  }

  private void installLateNatives(Instrumentation instrumentation, Installation installation) {
    Class<?>[] classes = instrumentation.getAllLoadedClasses();
    LateNatives late = LateNatives.find(classes, catalogue, report);
    if (!late.sites().isEmpty()) {
      installation.add(CallSiteTransformer.install(instrumentation, classes, late.sites(), report));
    }
  }

  /**
   * Native methods can be wrapped only while their class is being loaded; with redefinition enabled
   * any later retransformation by another agent would fail, so this part runs without.
   */
  private AgentBuilder natives(ConfiguredMethods methods, boolean isPrefixSupported) {
    AgentBuilder agent = base().with(TypeStrategy.Default.REBASE).with(DISABLED);
    if (isPrefixSupported) {
      agent = agent.enableNativeMethodPrefix(ProbePrefix.NATIVE);
    }
    return agent
        .type(methods.typesWithNatives())
        .transform(
            (builder, type, loader, module, domain) -> {
              report.wrapped(type.getName());
              return methods.wrapNatives(builder, type);
            });
  }

  /** Comes after the configured methods, so that it finds them wrapped and leaves them alone. */
  private void installDirectMapping(Instrumentation instrumentation, Installation installation) {
    LoadedHookTypes loaded = new LoadedHookTypes(Collections.singletonList(LOOK_UP.typeName()));
    installation.addLookUp(
        retransforming(loaded)
            .type(named(LOOK_UP.typeName()))
            .transform((builder, type, loader, module, domain) -> LOOK_UP.apply(builder, type))
            .installOn(instrumentation),
        loaded);
    if (!instrumentation.isNativeMethodPrefixSupported()) {
      report.unseen("JNA direct mapping", "this JVM has no prefixes for native methods");
      return;
    }
    ClassFileTransformer transformer = new DirectMappingTransformer(catalogue, report);
    instrumentation.addTransformer(transformer);
    instrumentation.setNativeMethodPrefix(transformer, ProbePrefix.NATIVE);
    installation.add(transformer);
  }

  private AgentBuilder retransforming(LoadedHookTypes loaded) {
    return base()
        .with(TypeStrategy.Default.DECORATE)
        .with(RETRANSFORMATION)
        .with(loaded)
        // A class that the JVM refuses must not keep the others from being hooked.
        .with(RedefinitionStrategy.Listener.BatchReallocator.splitting())
        .with(report.refusals())
        .disableClassFormatChanges();
  }

  private AgentBuilder base() {
    // Only what is declared is instrumented: compiling the graph of inherited methods is needless.
    return new AgentBuilder.Default(
            new ByteBuddy().with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE))
        .with(InitializationStrategy.NoOp.INSTANCE)
        .with(report)
        .ignore(
            (type, loader, module, redefined, domain) ->
                loader != null && is(loader).matches(Instrumenter.class.getClassLoader()));
  }
}
