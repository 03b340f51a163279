/** The built-in rules, one class each; each has a page {@code docs/rules/<id>.md} and a test. */
package io.mapiaudit.rules.catalogue;
