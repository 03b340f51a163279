package io.mapiaudit.instrument;

import static net.bytebuddy.matcher.ElementMatchers.hasSuperType;
import static net.bytebuddy.matcher.ElementMatchers.is;
import static net.bytebuddy.matcher.ElementMatchers.isInterface;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.none;
import static net.bytebuddy.matcher.ElementMatchers.not;

import io.mapiaudit.boot.ProbePrefix;
import io.mapiaudit.model.Kind;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.agent.builder.AgentBuilder.InitializationStrategy;
import net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy;
import net.bytebuddy.agent.builder.AgentBuilder.TypeStrategy;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.matcher.ElementMatcher;

/** Installs the hooks into a JVM. */
public final class Instrumenter {

  private static final List<Hook> HOOKS =
      Collections.unmodifiableList(
          Arrays.asList(
              new FunctionHook(),
              new NativeLibraryHook(),
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

  /** Hooks the classes that are loaded and those that will be. */
  public void install(Instrumentation instrumentation) {
    installHooks(instrumentation);
    if (!catalogue.configured().isEmpty()) {
      installMethods(instrumentation);
    }
    installDirectMapping(instrumentation);
  }

  private void installHooks(Instrumentation instrumentation) {
    String[] names = hooks.stream().map(Hook::typeName).toArray(String[]::new);
    AgentBuilder agent =
        base()
            .with(TypeStrategy.Default.DECORATE)
            .with(RedefinitionStrategy.RETRANSFORMATION)
            .with(new LoadedHookTypes(Arrays.asList(names)))
            .disableClassFormatChanges();
    for (Hook hook : hooks) {
      agent =
          agent
              .type(named(hook.typeName()))
              .transform((builder, type, loader, module, domain) -> hook.apply(builder, type));
    }
    agent.installOn(instrumentation);
  }

  /**
   * Native methods can be wrapped only while their class is being loaded; with redefinition enabled
   * any later retransformation by another agent would fail, so this part runs without.
   */
  private void installMethods(Instrumentation instrumentation) {
    AgentBuilder agent =
        base().with(TypeStrategy.Default.REBASE).with(RedefinitionStrategy.DISABLED);
    if (instrumentation.isNativeMethodPrefixSupported()) {
      agent = agent.enableNativeMethodPrefix(ProbePrefix.NATIVE);
    }
    agent
        .type(configuredTypes())
        .transform((builder, type, loader, module, domain) -> applyMethods(builder, type))
        .installOn(instrumentation);
  }

  /** Comes after the configured methods, so that it finds them wrapped and leaves them alone. */
  private void installDirectMapping(Instrumentation instrumentation) {
    if (!instrumentation.isNativeMethodPrefixSupported()) {
      report.unseen("JNA direct mapping", "this JVM has no prefixes for native methods");
      return;
    }
    ClassFileTransformer transformer = new DirectMappingTransformer(catalogue, report);
    instrumentation.addTransformer(transformer);
    instrumentation.setNativeMethodPrefix(transformer, ProbePrefix.NATIVE);
  }

  private ElementMatcher.Junction<TypeDescription> configuredTypes() {
    ElementMatcher.Junction<TypeDescription> types = none();
    List<String> names = new ArrayList<>();
    for (ConfiguredMethod method : catalogue.configured()) {
      names.add(method.className());
      if (method.shape().entryPoint().kind() == Kind.NOTIFICATION) {
        types = types.or(hasSuperType(named(method.className())));
      }
    }
    return types.or(namedOneOf(names.toArray(new String[0]))).and(not(isInterface()));
  }

  private DynamicType.Builder<?> applyMethods(
      DynamicType.Builder<?> builder, TypeDescription type) {
    DynamicType.Builder<?> result = builder;
    List<ConfiguredMethod> methods = catalogue.configured();
    for (int number = 0; number < methods.size(); number++) {
      ConfiguredMethod method = methods.get(number);
      boolean meant =
          type.getName().equals(method.className())
              || (method.shape().entryPoint().kind() == Kind.NOTIFICATION
                  && hasSuperType(named(method.className())).matches(type));
      if (meant) {
        result = ConfiguredMethodHook.apply(result, method, number);
      }
    }
    return result;
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
