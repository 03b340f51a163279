/** Findings and the description of a run as JSON, for programs. */
package io.mapiaudit.output.jsonl;
