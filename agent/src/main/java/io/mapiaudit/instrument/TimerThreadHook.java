package io.mapiaudit.instrument;

import static net.bytebuddy.matcher.ElementMatchers.named;

import java.util.TimerTask;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;

/** {@code TimerThread}: the runs of a timer's tasks. */
final class TimerThreadHook implements Hook {

  @Override
  public String typeName() {
    return "java.util.TimerThread";
  }

  @Override
  public DynamicType.Builder<?> apply(DynamicType.Builder<?> builder, TypeDescription type) {
    return builder.visit(TaskCall.of(TimerTask.class).on(named("mainLoop")));
  }
}
