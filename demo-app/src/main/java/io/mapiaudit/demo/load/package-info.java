/** A program that does nothing but call MAPI, for tests of what the agent does under stress. */
package io.mapiaudit.demo.load;
