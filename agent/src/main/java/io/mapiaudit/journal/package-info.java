/**
 * The recording of a run: memory-mapped segment files that application threads append to without
 * locks, and that the engine, replay and reports read. Imports {@code model} only.
 */
package io.mapiaudit.journal;
