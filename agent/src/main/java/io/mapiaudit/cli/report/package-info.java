/**
 * What {@code report} makes: documents in several formats, and the difference of two sets of runs.
 */
package io.mapiaudit.cli.report;
