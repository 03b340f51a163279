/** The middleware itself: mailboxes that are opened, polled, listened to and closed. */
package io.mapiaudit.demo.mail;
