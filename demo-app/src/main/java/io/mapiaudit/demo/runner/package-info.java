/** Runs scenarios under the agent and compares what it finds with what it should find. */
package io.mapiaudit.demo.runner;
