/** A small mail-polling middleware that impersonates users, and the runner that audits it. */
package io.mapiaudit.demo;
