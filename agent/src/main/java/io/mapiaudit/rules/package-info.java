/**
 * The rule engine: a pure function from the event stream to findings. No I/O, no clock, no thread;
 * the same events give the same findings, live and in replay.
 */
package io.mapiaudit.rules;
