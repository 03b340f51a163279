/** Findings as alerts for people: in the agent's own log file, and in the application's log. */
package io.mapiaudit.output.log;
