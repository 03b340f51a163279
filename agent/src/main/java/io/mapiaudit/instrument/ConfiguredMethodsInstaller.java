package io.mapiaudit.instrument;

import static net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy.DISABLED;
import static net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy.RETRANSFORMATION;

import io.mapiaudit.boot.ProbePrefix;
import java.lang.instrument.Instrumentation;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.agent.builder.AgentBuilder.InitializationStrategy;
import net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy;
import net.bytebuddy.agent.builder.AgentBuilder.TypeStrategy;
import net.bytebuddy.agent.builder.ResettableClassFileTransformer;
import net.bytebuddy.dynamic.scaffold.MethodGraph;

/** Hooks the methods that the configuration names. */
final class ConfiguredMethodsInstaller {

  private final ConfiguredMethods methods;
  private final HookReport report;
  private final HookListener listener;

  ConfiguredMethodsInstaller(EntryPointCatalogue catalogue, HookReport report) {
    this.methods = new ConfiguredMethods(catalogue);
    this.report = report;
    this.listener = new HookListener(report);
  }

  void install(Instrumentation instrumentation, Installation installation) {
    AdviceWeaver.prepare();
    boolean prefix = instrumentation.isNativeMethodPrefixSupported();
    ResettableClassFileTransformer natives = natives(prefix).installOn(instrumentation);
    installation.add(() -> natives.reset(instrumentation, DISABLED));
    LoadedHookTypes loaded = new LoadedHookTypes(methods.classNames(), methods.supertypes());
    ResettableClassFileTransformer others = others(loaded).installOn(instrumentation);
    installation.add(() -> others.reset(instrumentation, RETRANSFORMATION, loaded));
  }

  /**
   * Native methods can be wrapped only while their class is being loaded; with redefinition enabled
   * any later retransformation by another agent would fail, so this part runs without.
   */
  private AgentBuilder natives(boolean isPrefixSupported) {
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

  private AgentBuilder others(LoadedHookTypes loaded) {
    return base()
        .with(TypeStrategy.Default.DECORATE)
        .with(RETRANSFORMATION)
        .with(loaded)
        // A class that the JVM refuses must not keep the others from being hooked.
        .with(RedefinitionStrategy.Listener.BatchReallocator.splitting())
        .with(listener.refusals())
        .disableClassFormatChanges()
        // What foreign classes mention need not be there; their class files always are.
        .with(AgentBuilder.DescriptionStrategy.Default.POOL_ONLY)
        .type(methods.types())
        .transform((builder, type, loader, module, domain) -> methods.adviseOthers(builder, type));
  }

  private AgentBuilder base() {
    // Only what is declared is instrumented: compiling the graph of inherited methods is needless.
    return new AgentBuilder.Default(
            new ByteBuddy().with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE))
        .with(InitializationStrategy.NoOp.INSTANCE)
        .with(listener)
        .ignore((type, loader, module, redefined, domain) -> OwnLoaders.include(loader));
  }
}
