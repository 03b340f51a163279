/**
 * The audit in numbers. Every number is one cell, written by the engine's thread alone; whoever
 * publishes it reads that cell, so all of them show the same.
 */
package io.mapiaudit.output.metrics;
