package io.mapiaudit.output.html;

import io.mapiaudit.model.Identity;
import io.mapiaudit.model.NamedIdentity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The users that were seen, each with a number; one is known by its SID. */
final class Users {

  /** Most users told apart; who comes later is shown as one. */
  static final int LIMIT = 5_000;

  static final class User {
    private final String sid;
    private String account = NamedIdentity.UNKNOWN_ACCOUNT;
    private boolean ofProcess;

    private User(String sid) {
      this.sid = sid;
    }

    String sid() {
      return sid;
    }

    String account() {
      return account;
    }

    /** True when a process ran as this user. */
    boolean isOfProcess() {
      return ofProcess;
    }
  }

  private static final String OTHERS = "further users";

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<User> users = new ArrayList<>();

  /** The user's number, from 0. */
  int number(Identity identity) {
    return number(identity.sid());
  }

  private int number(String sid) {
    Integer known = numbers.get(sid);
    if (known == null) {
      String shown = users.size() < LIMIT ? sid : OTHERS;
      known = numbers.get(shown);
      if (known == null) {
        known = users.size();
        numbers.put(shown, known);
        users.add(new User(shown));
      }
    }
    return known;
  }

  /** A user seen in a finding, whose name may be known there only. */
  int number(NamedIdentity named) {
    int number = number(named.identity());
    if (!named.account().equals(NamedIdentity.UNKNOWN_ACCOUNT)) {
      users.get(number).account = named.account();
    }
    return number;
  }

  void name(String sid, String account) {
    users.get(number(sid)).account = account;
  }

  void process(Identity identity) {
    users.get(number(identity)).ofProcess = true;
  }

  List<User> all() {
    return users;
  }
}
