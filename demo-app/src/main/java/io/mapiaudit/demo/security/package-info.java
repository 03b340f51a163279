/** Win32 thread impersonation as Java programs do it: a token, and three calls of advapi32. */
package io.mapiaudit.demo.security;
