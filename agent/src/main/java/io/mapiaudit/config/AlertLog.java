package io.mapiaudit.config;

/** Which logs get the readable alerts; findings.jsonl gets every finding in any case. */
public enum AlertLog {
  /** The application's SLF4J when it has one, and agent.log. */
  AUTO,
  /** Only agent.log. */
  AGENT,
  /** No log; agent.log then holds the agent's own messages only. */
  OFF
}
