package com.acme.mail;

import io.mapiaudit.junit.ImpersonationAudit;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Two tests at the same time, one of which is wrong. */
@ImpersonationAudit
@Execution(ExecutionMode.CONCURRENT)
class ParallelTest {

  private static final CyclicBarrier BOTH = new CyclicBarrier(2);

  @Test
  void clean_passes() throws Exception {
    together("service-account");
  }

  @Test
  void wrong_fails() throws Exception {
    together("thread-pool");
  }

  private static void together(String scenario) throws Exception {
    BOTH.await(60, TimeUnit.SECONDS);
    try {
      Demo.play(scenario);
    } finally {
      BOTH.await(60, TimeUnit.SECONDS);
    }
  }
}
