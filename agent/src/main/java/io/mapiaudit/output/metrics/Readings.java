package io.mapiaudit.output.metrics;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** All numbers there are. Grows as new combinations of labels are seen; nothing is taken away. */
public final class Readings {

  private final List<Reading> all = new CopyOnWriteArrayList<>();

  Reading counter(String name, String unit, String description, String... tags) {
    return add(new Reading(Reading.Type.COUNTER, name, unit, description, tags));
  }

  Reading gauge(String name, String unit, String description, String... tags) {
    return add(new Reading(Reading.Type.GAUGE, name, unit, description, tags));
  }

  Reading timer(String name, String description, String... tags) {
    return add(new Reading(Reading.Type.TIMER, name, null, description, tags));
  }

  private Reading add(Reading reading) {
    all.add(reading);
    return reading;
  }

  /** Those there are now and will be, in the order they were made; for any thread. */
  public List<Reading> all() {
    return Collections.unmodifiableList(all);
  }
}
