package io.mapiaudit.journal;

import java.util.List;

/**
 * What a {@link LargeJournal} has much of. Journals to be compared differ in one of these, and in
 * nothing that it does not bring with it.
 */
final class LargeJournalShape {

  /** Threads that work by turns. */
  int threads = 200;

  /** Sessions that are opened before the day begins, and logged off at once or at its end. */
  int opened;

  /** How many of these live at a time. */
  int live = Integer.MAX_VALUE;

  /** Profiles that these sessions are of. */
  int profiles = Integer.MAX_VALUE;

  /** Places in the code where notifications arrive. */
  int places = 1;

  /** One notification in so many runs in the identity of the process. */
  int astray = 100;

  private LargeJournalShape() {}

  /**
   * A shape.
   *
   * @param arguments such as {@code live=1}
   */
  static LargeJournalShape of(List<String> arguments) {
    LargeJournalShape shape = new LargeJournalShape();
    for (String argument : arguments) {
      int sign = argument.indexOf('=');
      shape.set(argument.substring(0, Math.max(0, sign)), argument.substring(sign + 1));
    }
    return shape;
  }

  private void set(String name, String value) {
    int number = Integer.parseInt(value);
    switch (name) {
      case "threads":
        threads = number;
        break;
      case "opened":
        opened = number;
        break;
      case "live":
        live = number;
        break;
      case "profiles":
        profiles = number;
        break;
      case "places":
        places = number;
        break;
      case "astray":
        astray = number;
        break;
      default:
        throw new IllegalArgumentException("no shape of a journal: " + name);
    }
  }

  String profile(int session) {
    return "live-" + session % profiles;
  }

  boolean isAstray(int notification) {
    return notification % astray == 0;
  }
}
