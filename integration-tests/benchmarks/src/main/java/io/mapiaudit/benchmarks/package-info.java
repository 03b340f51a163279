/** What the audit costs, measured in the same run as what it is compared with. */
package io.mapiaudit.benchmarks;
