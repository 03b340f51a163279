package io.mapiaudit.runtime;

import io.mapiaudit.config.Jmx;
import io.mapiaudit.output.Output;
import io.mapiaudit.output.jmx.AuditMXBean;
import io.mapiaudit.output.jmx.JmxOutput;
import java.util.function.Function;
import org.slf4j.Logger;

/** Brings the MBean into the platform's server: at start, or once somebody has made the server. */
final class JmxDisplay implements Runnable {

  private static final String MODULE =
      "jmx: this JVM has no module java.management, so there is no MBean. Fix: use a JVM that has"
          + " it, or set jmx = off";

  private final Jmx when;
  private final Logger logger;
  private JmxOutput output;
  private AuditMXBean audit;
  private boolean done;

  JmxDisplay(Jmx when, Logger logger) {
    this.when = when;
    this.logger = logger;
  }

  /** Where findings go that it is to show, null when it is to show none. */
  Output output() {
    if (when == Jmx.OFF) {
      return null;
    }
    try {
      output = new JmxOutput();
      return output;
    } catch (LinkageError noManagement) {
      if (when == Jmx.ON) {
        logger.warn(MODULE);
      } else {
        logger.info(MODULE);
      }
      return null;
    }
  }

  /** Begins to show a run, in a second at the latest when the server is there. */
  void begin(Function<JmxOutput, AuditMXBean> bean, Chores chores) {
    if (output == null) {
      return;
    }
    audit = bean.apply(output);
    if (when == Jmx.ON) {
      show(true);
    } else {
      chores.add(this);
    }
  }

  /** Looks whether somebody has made the server; to be called once a second. */
  @Override
  public void run() {
    if (!done) {
      show(false);
    }
  }

  private void show(boolean make) {
    try {
      done = output.show(audit, make);
      if (done) {
        logger.info("jmx: {} is there", JmxOutput.NAME);
      }
    } catch (IllegalStateException refused) {
      done = true;
      logger.warn(
          "jmx: {} could not be registered, the run goes on: {}",
          JmxOutput.NAME,
          refused.getMessage());
    }
  }
}
