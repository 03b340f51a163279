/** Findings as events of the Windows event log. */
package io.mapiaudit.output.eventlog;
