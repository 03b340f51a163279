/**
 * Long test runs of a program under the agent: {@code soak} starts or joins it, watches and judges.
 */
package io.mapiaudit.cli.soak;
