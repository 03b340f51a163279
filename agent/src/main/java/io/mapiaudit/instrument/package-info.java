/**
 * What is hooked and how: one class per hooked type with its advice beside it, and the catalogue of
 * entry points. Advice does nothing but call {@link io.mapiaudit.boot.Probe}.
 */
package io.mapiaudit.instrument;
