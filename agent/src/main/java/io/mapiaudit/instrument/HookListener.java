package io.mapiaudit.instrument;

import java.util.Collections;
import java.util.List;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.utility.JavaModule;

/** Tells the report what Byte Buddy's agent has hooked. */
final class HookListener extends AgentBuilder.Listener.Adapter {

  private final HookReport report;

  HookListener(HookReport report) {
    this.report = report;
  }

  @Override
  public void onTransformation(
      TypeDescription type,
      ClassLoader loader,
      JavaModule module,
      boolean loaded,
      DynamicType dynamicType) {
    report.hooked(type.getName());
  }

  @Override
  public void onError(
      String typeName, ClassLoader loader, JavaModule module, boolean loaded, Throwable throwable) {
    report.notHooked(typeName, String.valueOf(throwable));
  }

  /** What the JVM refused; Byte Buddy reports the same classes as transformed before. */
  RedefinitionStrategy.Listener refusals() {
    return new RedefinitionStrategy.Listener.Adapter() {
      @Override
      public Iterable<? extends List<Class<?>>> onError(
          int index, List<Class<?>> batch, Throwable throwable, List<Class<?>> types) {
        if (batch.size() == 1) {
          report.refused(batch.get(0).getName(), throwable);
        }
        return Collections.emptyList();
      }
    };
  }
}
