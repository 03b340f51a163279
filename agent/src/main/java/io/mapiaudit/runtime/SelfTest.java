package io.mapiaudit.runtime;

import io.mapiaudit.boot.Probe;
import io.mapiaudit.boot.ProbeSink;
import io.mapiaudit.boot.ProbeTasks;
import io.mapiaudit.identity.TokenReader;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Proves at start that instrumented code reaches the probe and that a token can be read, so that an
 * agent that would see nothing does not look healthy.
 */
final class SelfTest {

  private SelfTest() {}

  /** Null when all is well, else what is wrong. */
  static String run(TokenReader tokens) {
    if (!tokens.process().isKnown()) {
      return "the token of this process cannot be read";
    }
    if (!tokens.current().isKnown()) {
      return "the token of this thread cannot be read";
    }
    Listening sink = new Listening();
    Thread started = new Thread(() -> {}, "mapi-audit-self-test");
    sink.expected = started;
    Probe.install(sink);
    ProbeTasks.watchThread();
    try {
      // The probe is called by the thread that starts, before the start: no need to wait.
      started.start();
    } finally {
      Probe.install(null);
      ProbeTasks.forget();
    }
    return sink.heard.get() ? null : "instrumented code does not reach the probe";
  }

  /** Waits to be told of one thread. */
  private static final class Listening implements ProbeSink {
    private final AtomicBoolean heard = new AtomicBoolean();
    private volatile Thread expected;

    @Override
    public void threadStarting(Thread started) {
      if (started == expected) {
        heard.set(true);
      }
    }

    @Override
    public void failed(Throwable failure) {}
  }
}
