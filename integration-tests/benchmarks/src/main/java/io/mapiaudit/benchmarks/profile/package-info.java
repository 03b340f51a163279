/** Where the time of a benchmark goes, by async-profiler's samples. */
package io.mapiaudit.benchmarks.profile;
