/** The form that all parts of the benchmarks give their results, and the table made of it. */
package io.mapiaudit.benchmarks.table;
