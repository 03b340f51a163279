/** Immutable values that every other package speaks in. Imports nothing but the JDK. */
package io.mapiaudit.model;
