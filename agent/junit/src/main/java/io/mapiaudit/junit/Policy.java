package io.mapiaudit.junit;

import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.platform.commons.support.AnnotationSupport;

/** What a test may do and has to: from the annotations of its method and classes, and the keys. */
final class Policy {

  private final int failOn;
  private final List<String> suppressions;
  private final List<String> expected;

  private Policy(int failOn, List<String> suppressions, List<String> expected) {
    this.failOn = failOn;
    this.suppressions = suppressions;
    this.expected = expected;
  }

  /**
   * The policy of a test.
   *
   * @param method the test's method, empty for a class
   * @param classes its class, and those around it, inner ones first
   * @throws IllegalArgumentException when an annotation or a key has a value that cannot be
   */
  static Policy of(
      Optional<? extends AnnotatedElement> method, List<Class<?>> classes, Settings settings) {
    List<ImpersonationAudit> audits = new ArrayList<>();
    AnnotationSupport.findAnnotation(method, ImpersonationAudit.class).ifPresent(audits::add);
    for (Class<?> type : classes) {
      AnnotationSupport.findAnnotation(type, ImpersonationAudit.class).ifPresent(audits::add);
    }
    int failOn = -1;
    List<String> suppressions = new ArrayList<>();
    for (ImpersonationAudit audit : audits) {
      if (failOn < 0 && !audit.failOn().isEmpty()) {
        failOn = Settings.rank("@ImpersonationAudit", audit.failOn());
      }
      for (String line : audit.suppressions()) {
        if (!suppressions.contains(line)) {
          suppressions.add(line);
        }
      }
    }
    List<String> expected = new ArrayList<>();
    if (method.isPresent()) {
      for (ExpectFinding expectation :
          AnnotationSupport.findRepeatableAnnotations(method.get(), ExpectFinding.class)) {
        expected.add(expectation.value());
      }
    }
    return new Policy(failOn < 0 ? settings.failOn() : failOn, suppressions, expected);
  }

  /** True when an annotation says that it is audited. */
  static boolean isAnnotated(Optional<? extends AnnotatedElement> method, List<Class<?>> classes) {
    return AnnotationSupport.isAnnotated(method, ImpersonationAudit.class)
        || (method.isPresent()
            && !AnnotationSupport.findRepeatableAnnotations(method.get(), ExpectFinding.class)
                .isEmpty())
        || classes.stream()
            .anyMatch(type -> AnnotationSupport.isAnnotated(type, ImpersonationAudit.class));
  }

  /** The classes around a test class, itself first. */
  static List<Class<?>> around(Optional<Class<?>> inner) {
    List<Class<?>> classes = new ArrayList<>();
    for (Class<?> type = inner.orElse(null); type != null; type = type.getEnclosingClass()) {
      classes.add(type);
    }
    return classes;
  }

  /** Rank of the least severity that fails. */
  int failOn() {
    return failOn;
  }

  List<String> suppressions() {
    return suppressions;
  }

  /** The rules that have to find something. */
  List<String> expected() {
    return expected;
  }
}
