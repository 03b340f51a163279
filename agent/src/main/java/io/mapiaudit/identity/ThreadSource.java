package io.mapiaudit.identity;

import io.mapiaudit.model.Identity;
import java.util.Optional;

/** Looks at the threads of this process from outside; none of them is stopped or entered. */
public interface ThreadSource {

  /** Is told of every thread. */
  interface Visitor {
    /**
     * A thread.
     *
     * @param bornMicros when it was created, microseconds since 1970-01-01 UTC
     */
    void thread(long osId, long bornMicros);
  }

  /**
   * Lists the threads there are.
   *
   * @throws IllegalStateException saying which call has failed
   */
  void list(Visitor visitor);

  /** Where a thread began; empty when it has ended or may not be asked. */
  Optional<ThreadFacts> facts(long osId);

  /** What SetThreadDescription called a thread; "" for nothing. */
  String description(long osId);

  /** Whom a thread acts as; unknown when it has ended or may not be asked. */
  Identity identity(long osId);
}
