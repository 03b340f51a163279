package io.mapiaudit.instrument;

import static net.bytebuddy.matcher.ElementMatchers.hasSuperType;
import static net.bytebuddy.matcher.ElementMatchers.isInterface;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.none;
import static net.bytebuddy.matcher.ElementMatchers.not;

import io.mapiaudit.boot.ProbePrefix;
import io.mapiaudit.model.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.matcher.ElementMatcher;

/** Which methods of which classes the configuration means, and what is done with them. */
final class ConfiguredMethods {

  private final EntryPointCatalogue catalogue;
  private final ConfiguredMethodHook hook;

  ConfiguredMethods(EntryPointCatalogue catalogue) {
    this.catalogue = catalogue;
    this.hook = new ConfiguredMethodHook(catalogue);
  }

  /** Binary names of the classes that are named. */
  List<String> classNames() {
    List<String> names = new ArrayList<>();
    catalogue.configured().forEach(method -> names.add(method.className()));
    return names;
  }

  /** Those of them whose subclasses and implementations are meant too. */
  Set<String> supertypes() {
    Set<String> names = new HashSet<>();
    for (ConfiguredMethod method : catalogue.configured()) {
      if (isInherited(method)) {
        names.add(method.className());
      }
    }
    return names;
  }

  ElementMatcher.Junction<TypeDescription> types() {
    ElementMatcher.Junction<TypeDescription> types = none();
    for (String name : supertypes()) {
      types = types.or(hasSuperType(named(name)));
    }
    return types.or(namedOneOf(classNames().toArray(new String[0]))).and(not(isInterface()));
  }

  /** Those of the classes with a native method that is meant. */
  ElementMatcher.Junction<TypeDescription> typesWithNatives() {
    return types().and(new Matcher<>(this::hasNative));
  }

  DynamicType.Builder<?> wrapNatives(DynamicType.Builder<?> builder, TypeDescription type) {
    DynamicType.Builder<?> result = builder;
    for (ConfiguredMethod method : catalogue.configured()) {
      if (isFor(method, type)) {
        result = hook.wrapNative(result, method, meant(method, type));
      }
    }
    return result;
  }

  DynamicType.Builder<?> adviseOthers(DynamicType.Builder<?> builder, TypeDescription type) {
    DynamicType.Builder<?> result = builder;
    for (ConfiguredMethod method : catalogue.configured()) {
      if (isFor(method, type)) {
        result = hook.advise(result, method, meant(method, type));
      }
    }
    return result;
  }

  private boolean hasNative(TypeDescription type) {
    return catalogue.configured().stream()
        .filter(method -> isFor(method, type))
        .anyMatch(
            method ->
                type.getDeclaredMethods().stream()
                    .anyMatch(m -> m.isNative() && meant(method, type).matches(m)));
  }

  /** A native method that was wrapped before is left alone: its wrapper has the advice. */
  private static ElementMatcher<MethodDescription> meant(
      ConfiguredMethod method, TypeDescription type) {
    return new Matcher<>(
        candidate ->
            method.means(ConfiguredMethodHook.key(candidate))
                && type.getDeclaredMethods()
                    .filter(named(ProbePrefix.NATIVE + candidate.getInternalName()))
                    .isEmpty());
  }

  private static boolean isFor(ConfiguredMethod method, TypeDescription type) {
    return type.getName().equals(method.className())
        || (isInherited(method) && hasSuperType(named(method.className())).matches(type));
  }

  private static boolean isInherited(ConfiguredMethod method) {
    return method.shape().entryPoint().kind() == Kind.NOTIFICATION;
  }

  /** A matcher made of a condition. */
  private static final class Matcher<T> extends ElementMatcher.Junction.AbstractBase<T> {
    private final java.util.function.Predicate<T> condition;

    Matcher(java.util.function.Predicate<T> condition) {
      this.condition = condition;
    }

    @Override
    public boolean matches(T target) {
      return condition.test(target);
    }
  }
}
