package io.mapiaudit.junit;

import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Audits every Jupiter test when the key {@code junit.suite} is on and JUnit is told to detect
 * extensions; does nothing otherwise. Tests that have an annotation are left to it.
 */
public final class SuiteExtension extends ImpersonationAuditExtension {

  /** Made by JUnit. */
  public SuiteExtension() {}

  @Override
  boolean isInCharge(ExtensionContext context) {
    return settings(context).isSuiteOn()
        && !Policy.isAnnotated(context.getTestMethod(), Policy.around(context.getTestClass()));
  }
}
