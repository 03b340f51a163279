package io.mapiaudit.instrument;

import static net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy.DISABLED;
import static net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy.RETRANSFORMATION;
import static net.bytebuddy.matcher.ElementMatchers.is;
import static net.bytebuddy.matcher.ElementMatchers.named;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.agent.builder.AgentBuilder.InitializationStrategy;
import net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy;
import net.bytebuddy.agent.builder.AgentBuilder.TypeStrategy;
import net.bytebuddy.agent.builder.ResettableClassFileTransformer;
import net.bytebuddy.dynamic.scaffold.MethodGraph;

/** Installs the hooks into a JVM. */
public final class Instrumenter {

  /** JNA's own default for {@code jna.profiler.prefix}: it strips it when it looks names up. */
  static final String NATIVE_PREFIX = "$$YJP$$";

  private static final List<Hook> HOOKS =
      Collections.unmodifiableList(
          Arrays.asList(
              new FunctionHook(),
              new CallbackHook(),
              new ComInvokerHook(),
              new PointerReadHook(),
              new ThreadStartHook()));

  /** Of pools and timers. */
  static final List<Hook> TASK_HOOKS =
      Collections.unmodifiableList(
          Arrays.asList(
              new ThreadPoolHook(),
              new SchedulerHook(),
              new ForkJoinPoolHook(),
              new ForkJoinTaskHook(),
              new TimerHook(),
              new TimerThreadHook()));

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
    if (tasks) {
      hooks.addAll(TASK_HOOKS);
    }
  }

  /**
   * Hooks the classes that are loaded and those that will be.
   *
   * @return what takes the hooks away again
   */
  public Installation install(Instrumentation instrumentation) {
    Installation installation = new Installation(instrumentation, report);
    try {
      installHooks(instrumentation, installation);
      if (!catalogue.configured().isEmpty()) {
        installMethods(instrumentation, installation);
      }
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
    Class<?>[] classes = instrumentation.getAllLoadedClasses();
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
      agent = agent.enableNativeMethodPrefix(NATIVE_PREFIX);
    }
    return agent
        .type(methods.typesWithNatives())
        .transform(
            (builder, type, loader, module, domain) -> {
              report.wrapped(type.getName());
              return methods.wrapNatives(builder, type);
            });
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
