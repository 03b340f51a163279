/** What is recorded: one class per type of event. */
package io.mapiaudit.model.event;
