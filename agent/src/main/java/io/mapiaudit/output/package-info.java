/**
 * Where findings go: the output interface, its dispatcher and the folder of a run. Each sub-package
 * is one output with its own library; none knows another.
 */
package io.mapiaudit.output;
