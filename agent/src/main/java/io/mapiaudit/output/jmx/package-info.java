/** Shows the audit in JMX; needs the JDK's module {@code java.management}. */
package io.mapiaudit.output.jmx;
