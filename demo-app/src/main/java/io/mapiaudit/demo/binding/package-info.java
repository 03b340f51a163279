/** MAPI as Java programs call it: through JNA, through COM classes of jna-platform, through JNI. */
package io.mapiaudit.demo.binding;
