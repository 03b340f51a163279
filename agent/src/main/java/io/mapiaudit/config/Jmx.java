package io.mapiaudit.config;

/** When the agent shows itself in JMX. */
public enum Jmx {
  /** Once somebody else has made the platform's MBean server; the agent never makes it. */
  AUTO,
  /** At start. */
  ON,
  /** Never. */
  OFF
}
