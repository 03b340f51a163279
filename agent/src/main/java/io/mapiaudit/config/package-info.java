/**
 * Options parsed into one immutable value, with the source of each. Agent arguments win over system
 * properties, these over the environment, over the HOCON file, over defaults.
 */
package io.mapiaudit.config;
