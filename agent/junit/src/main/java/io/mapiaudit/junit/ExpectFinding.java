package io.mapiaudit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Says that a test provokes a finding: the test fails when the agent does not find it, and findings
 * of this rule do not fail the test. Audits the test, with or without {@link ImpersonationAudit}.
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Repeatable(ExpectFinding.All.class)
@ExtendWith(ImpersonationAuditExtension.class)
public @interface ExpectFinding {

  /** Id of the rule, for example {@code async-notification-in-process-identity}. */
  String value();

  /** Holds several. */
  @Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
  @Retention(RetentionPolicy.RUNTIME)
  @Documented
  @ExtendWith(ImpersonationAuditExtension.class)
  @interface All {
    /** All of them. */
    ExpectFinding[] value();
  }
}
