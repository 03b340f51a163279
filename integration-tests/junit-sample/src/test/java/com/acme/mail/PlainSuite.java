package com.acme.mail;

import org.junit.jupiter.api.Test;

/** Tests that know nothing of the audit. */
class PlainSuite {

  @Test
  void clean() throws Exception {
    Demo.play("service-account");
  }

  @Test
  void wrong() throws Exception {
    Demo.play("thread-pool");
  }
}
