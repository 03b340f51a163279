/** What {@code doctor} looks at: one class for each area. None of them opens MAPI. */
package io.mapiaudit.cli.doctor;
