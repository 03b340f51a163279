/** Mail through COM bridges: one set of scenarios, played over each. */
package io.mapiaudit.automation;
