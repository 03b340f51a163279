/**
 * The entry points of the jar. Loaded by the application's class loader, so it holds as little as
 * can be: it defines the bootstrap classes, opens the isolated class loader and hands over.
 */
package io.mapiaudit.premain;
