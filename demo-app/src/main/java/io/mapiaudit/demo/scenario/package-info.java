/** One class for each way in which impersonation and MAPI get along, or do not. */
package io.mapiaudit.demo.scenario;
