/** Findings as alerts posted to Alertmanager, or to whatever takes its format. */
package io.mapiaudit.output.webhook;
