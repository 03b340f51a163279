/** A Spring Boot application as people write them; it knows nothing of the audit. */
package io.mapiaudit.spring;
