package io.mapiaudit.instrument.discover;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * How much a native method looks like MAPI or impersonation, from names alone. A method is listed
 * from {@link #ENOUGH} points on. Words that hardly any other native code uses are enough by
 * themselves. Words of mail programs or of session handling that others use too (store, open,
 * release) need company: that of each other, or of the names of class and package.
 */
final class Likeness {

  static final int ENOUGH = 3;

  private static final Set<String> TELLING =
      set("logon", "logoff", "advise", "unadvise", "outlook", "redemption", "rdo", "msgstore");
  private static final Set<String> MAIL =
      set("exchange", "mailbox", "mail", "inbox", "folder", "store", "profile", "cdo", "pst");
  private static final Set<String> USUAL =
      set(
          "login",
          "logout",
          "session",
          "token",
          "revert",
          "notify",
          "notification",
          "notifications",
          "sink",
          "message",
          "messages",
          "initialize",
          "uninitialize",
          "release",
          "open");

  /** Getters of wrappers and housekeeping of JNI, which reach no server. */
  private static final Set<String> HOUSEKEEPING =
      set("error", "result", "version", "ids", "library", "debug", "trace", "natives", "hresult");

  private final int points;
  private final String reason;

  private Likeness(int points, String reason) {
    this.points = points;
    this.reason = reason;
  }

  static Likeness of(ClassFact owner, MethodFact method) {
    Words name = Words.of(method.name());
    if (name.has(HOUSEKEEPING)) {
      return new Likeness(0, "");
    }
    String telling = telling(name);
    if (telling != null) {
      return new Likeness(ENOUGH, "native method with '" + telling + "' in its name");
    }
    String ownerTelling = telling(Words.of(nearName(owner)));
    if (ownerTelling != null) {
      return new Likeness(
          ENOUGH, "native method of a class with '" + ownerTelling + "' in its name");
    }
    int points = (name.has(MAIL) ? 2 : 0) + (name.has(USUAL) ? 1 : 0);
    points += Words.of(simpleName(owner)).has(MAIL) ? 1 : 0;
    return new Likeness(points, "native method named like one of a mail wrapper");
  }

  /** As a method of a class that has others which are enough. */
  Likeness besideOthers(Words name) {
    boolean kin = points > 0 || name.has(USUAL) || name.has("close", "free", "subscribe");
    return points >= ENOUGH || !kin
        ? this
        : new Likeness(ENOUGH, "native method beside others that look like MAPI");
  }

  boolean isEnough() {
    return points >= ENOUGH;
  }

  String reason() {
    return reason;
  }

  /** The word that is enough by itself, null when there is none. */
  static String telling(Words words) {
    if (words.holds("mapi")) {
      return "mapi";
    }
    if (words.begins("impersonat")) {
      return "impersonate";
    }
    if (words.has("revert") && words.has("self")) {
      return "revert to self";
    }
    return words.first(TELLING);
  }

  /** With its package's last part: those before name the product, whatever the class does. */
  private static String nearName(ClassFact owner) {
    return owner.name().substring(owner.packageName().lastIndexOf('/') + 1);
  }

  private static String simpleName(ClassFact owner) {
    return owner.name().substring(owner.name().lastIndexOf('/') + 1);
  }

  private static Set<String> set(String... words) {
    return new HashSet<>(Arrays.asList(words));
  }
}
