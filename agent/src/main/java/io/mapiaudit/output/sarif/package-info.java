/** Reports in SARIF 2.1.0, the OASIS format for results of analysis tools. */
package io.mapiaudit.output.sarif;
