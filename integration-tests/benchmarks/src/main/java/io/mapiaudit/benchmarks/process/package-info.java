/** What is measured of whole processes: start, attaching, replay. */
package io.mapiaudit.benchmarks.process;
