/**
 * Tests that fail when impersonation goes wrong. For users' test code: annotations, assertions and
 * what a finding says. It talks to the agent in the JVM through types of the JDK only, since the
 * agent is in a class loader of its own.
 */
package io.mapiaudit.junit;
