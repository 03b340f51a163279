/** Reports in the XML that build servers read test results from. */
package io.mapiaudit.output.junitxml;
