package io.mapiaudit.output.metrics;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/** One number of the audit, or for a timer two. Read by any thread, written by one. */
public final class Reading {

  /** What the number means. */
  public enum Type {
    /** Only grows. */
    COUNTER,
    /** A level. */
    GAUGE,
    /** How often something took time, and how much in all. */
    TIMER
  }

  private final Type type;
  private final String name;
  private final String unit;
  private final String description;
  private final List<String> tags;

  /** Of the JDK alone: an application's Micrometer that keeps it keeps nothing of the agent. */
  private final AtomicLongArray cell = new AtomicLongArray(2);

  Reading(Type type, String name, String unit, String description, String... tags) {
    this.type = type;
    this.name = name;
    this.unit = unit;
    this.description = description;
    this.tags = Collections.unmodifiableList(Arrays.asList(tags.clone()));
  }

  public Type type() {
    return type;
  }

  /** The meter's name, as in {@code mapi.audit.calls}. */
  public String name() {
    return name;
  }

  /** The base unit of what is not a timer, null for none. */
  public String unit() {
    return unit;
  }

  public String description() {
    return description;
  }

  /** Keys and values in turn. */
  public List<String> tags() {
    return tags;
  }

  /** The number; of a timer how often it happened. */
  public long value() {
    return cell.get(0);
  }

  /** Of a timer how long it took in all, in nanoseconds; otherwise 0. */
  public long nanos() {
    return cell.get(1);
  }

  /** The number at 0, nanoseconds at 1. */
  AtomicLongArray cell() {
    return cell;
  }

  void increment() {
    cell.lazySet(0, cell.get(0) + 1);
  }

  void add(long delta) {
    cell.lazySet(0, cell.get(0) + delta);
  }

  void set(long value) {
    cell.lazySet(0, value);
  }

  /** Sets a timer. */
  void set(long count, long nanos) {
    cell.lazySet(1, nanos);
    cell.lazySet(0, count);
  }

  /** Counts something that took time. */
  void took(long nanos) {
    cell.lazySet(1, cell.get(1) + nanos);
    increment();
  }
}
