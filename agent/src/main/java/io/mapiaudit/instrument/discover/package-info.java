/** Finds in class files what looks like MAPI or impersonation; nothing is loaded or run. */
package io.mapiaudit.instrument.discover;
