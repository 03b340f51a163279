/**
 * What happens on the application's threads behind the probe: the token is read, the call's
 * arguments are looked at, and one event is appended to the journal.
 */
package io.mapiaudit.capture;
