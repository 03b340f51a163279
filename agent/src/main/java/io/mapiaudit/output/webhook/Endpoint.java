package io.mapiaudit.output.webhook;

import java.io.IOException;

/** Takes alerts. */
interface Endpoint {

  /**
   * Sends a JSON document; takes a bounded time.
   *
   * @throws IOException saying why it was not taken
   */
  void post(byte[] json) throws IOException;

  /** Has a {@link #post} that is under way fail soon; there is no further one. */
  void abort();
}
