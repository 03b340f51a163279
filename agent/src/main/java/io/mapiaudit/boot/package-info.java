/**
 * What instrumented code calls. In the agent jar these classes are renamed to {@code
 * java.lang.MapiAudit…} and defined in the bootstrap loader, because {@code java.*} is the only
 * name that every class loader, OSGi-like ones included, hands to its parent. Imports nothing.
 */
package io.mapiaudit.boot;
