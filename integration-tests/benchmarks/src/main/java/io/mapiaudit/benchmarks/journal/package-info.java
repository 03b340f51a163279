/** What it costs to record an event, beside other ways to do it. */
package io.mapiaudit.benchmarks.journal;
