package io.mapiaudit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Audits tests: one fails when the agent finds something in it, on whatever thread it started, with
 * the finding as its message. The agent is loaded when the JVM was started without it. An
 * annotation of the method wins over that of its class.
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(ImpersonationAuditExtension.class)
public @interface ImpersonationAudit {

  /**
   * The severity from which a finding fails its test: {@code low}, {@code medium}, {@code high},
   * {@code critical} or {@code none}. By default what the key {@code junit.fail-on} says, which is
   * {@code high} unless it is set.
   */
  String failOn() default "";

  /**
   * Findings that are known and accepted here, beside those of the key {@code suppressions}: {@code
   * rule:pattern | reason | owner | 2027-01-31}.
   */
  String[] suppressions() default {};
}
