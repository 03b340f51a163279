/** What an audited call costs, and what the audit costs those that are none of its business. */
package io.mapiaudit.benchmarks.calls;
