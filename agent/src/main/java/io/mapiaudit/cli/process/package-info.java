/** Other JVMs of this machine: which there are, and how a command talks to the agent in one. */
package io.mapiaudit.cli.process;
