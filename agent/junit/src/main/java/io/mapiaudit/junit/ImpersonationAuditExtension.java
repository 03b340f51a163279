package io.mapiaudit.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.TestAbortedException;

/**
 * Audits the tests that {@link ImpersonationAudit} or {@link ExpectFinding} stand at: loads the
 * agent when there is none, tells it when a test begins and ends, and fails the test for what was
 * found in it. What comes up later on threads of a test fails its class. Resolves parameters of
 * type {@link AuditFindings}.
 */
public class ImpersonationAuditExtension
    implements BeforeAllCallback,
        AfterAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(ImpersonationAuditExtension.class);

  /** Made by JUnit. */
  public ImpersonationAuditExtension() {}

  /** Whether this extension is the one to audit a test or class. */
  boolean isInCharge(ExtensionContext context) {
    return true;
  }

  static Settings settings(ExtensionContext context) {
    return Settings.of(context::getConfigurationParameter);
  }

  @Override
  public final void beforeAll(ExtensionContext context) {
    if (isInCharge(context)) {
      auditor(context).begin(context.getUniqueId(), parent(context), /* isTest= */ false);
    }
  }

  @Override
  public final void beforeEach(ExtensionContext context) {
    if (!isInCharge(context)) {
      return;
    }
    Settings settings = settings(context);
    Policy policy =
        Policy.of(context.getTestMethod(), Policy.around(context.getTestClass()), settings);
    RunningTest test =
        RunningTest.begin(
            auditor(context), settings, context.getUniqueId(), parent(context), policy);
    context.getStore(NAMESPACE).put(key(), test);
  }

  @Override
  public final void afterEach(ExtensionContext context) {
    RunningTest test = context.getStore(NAMESPACE).remove(key(), RunningTest.class);
    if (test != null) {
      test.end(context.getExecutionException().isPresent());
    }
  }

  @Override
  public final void afterAll(ExtensionContext context) {
    Auditor auditor = Auditor.ofThisJvm();
    if (auditor == null || !isInCharge(context)) {
      return;
    }
    Settings settings = settings(context);
    Policy policy = Policy.of(Optional.empty(), Policy.around(context.getTestClass()), settings);
    List<AuditFinding> found;
    try {
      found =
          auditor.findings(
              context.getUniqueId(),
              policy.suppressions().toArray(new String[0]),
              /* take= */ true,
              settings);
    } finally {
      auditor.end(context.getUniqueId());
    }
    List<AuditFinding> bad = new ArrayList<>();
    for (AuditFinding finding : found) {
      if (finding.suppressed() == null && finding.rank() >= policy.failOn()) {
        bad.add(finding);
      }
    }
    if (!bad.isEmpty()) {
      throw Failures.of(bad);
    }
  }

  /** Two extensions may be in charge of different parts of a class. */
  private String key() {
    return getClass().getName();
  }

  private static String parent(ExtensionContext context) {
    return context.getParent().map(ExtensionContext::getUniqueId).orElse(null);
  }

  /** The auditor; where there can be none the test fails, or is skipped when that is wanted. */
  private static Auditor auditor(ExtensionContext context) {
    Settings settings = settings(context);
    try {
      Auditor auditor = Auditor.of(settings);
      context
          .getRoot()
          .getStore(NAMESPACE)
          .getOrComputeIfAbsent(Leftovers.class, type -> new Leftovers(auditor, settings));
      return auditor;
    } catch (AuditUnavailable reason) {
      String text = "mapi-audit: this test cannot be audited: " + reason.getMessage();
      if (settings.skipsUnavailable()) {
        throw new TestAbortedException(text);
      }
      throw new AssertionError(
          text + " To skip such tests, set mapi.audit.junit.unavailable=skip.");
    }
  }

  @Override
  public final boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return isInCharge(context) && parameter.getParameter().getType() == AuditFindings.class;
  }

  @Override
  public final Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return new AuditFindings(() -> RunningTest.ofThisThread().findings().all());
  }
}
