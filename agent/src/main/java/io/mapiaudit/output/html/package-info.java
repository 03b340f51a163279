/** The report: one HTML page that shows recorded runs and what the rules found in them. */
package io.mapiaudit.output.html;
