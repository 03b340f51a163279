/** Reads Windows tokens through JNA, and what belongs to them: accounts, thread ids. */
package io.mapiaudit.identity;
