package io.mapiaudit.cli;

import io.mapiaudit.model.AuditObserver;
import io.mapiaudit.model.Finding;
import io.mapiaudit.model.event.EventHandler;
import java.util.function.Consumer;

/** The rules at work on the events of one run or several. */
interface Judge {

  /** Sets the rules up. */
  interface Factory {
    Judge create(Consumer<Finding> findings, AuditObserver observer);
  }

  /** Where the events of the run of this name go. */
  EventHandler run(String name);

  /** All events were given; raises what is still to be raised. */
  void finish();
}
