/** Puts the parts together: wiring, life cycle, self-test, and the ledger of suppressed errors. */
package io.mapiaudit.runtime;
