/** The command line: one class per command, each with a readable and a JSON form. */
package io.mapiaudit.cli;
