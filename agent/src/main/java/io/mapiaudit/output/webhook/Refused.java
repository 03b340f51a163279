package io.mapiaudit.output.webhook;

import java.io.IOException;

/** The endpoint is there and does not want these alerts; it will not want them later either. */
final class Refused extends IOException {

  private static final long serialVersionUID = 1;

  Refused(String reason) {
    super(reason);
  }
}
