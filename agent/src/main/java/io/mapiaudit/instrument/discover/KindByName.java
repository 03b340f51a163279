package io.mapiaudit.instrument.discover;

import io.mapiaudit.model.Kind;

/** Guesses the kind of a native method from the words of its name; {@code call} when unsure. */
final class KindByName {

  private static final String[] OBJECTS = {
    "store", "stores", "folder", "inbox", "table", "message", "section", "book", "mailbox",
    "session"
  };

  private KindByName() {}

  static Kind of(MethodFact method) {
    Words name = Words.of(method.name());
    Kind token = token(name);
    if (token != null) {
      return token;
    }
    Kind profile = profile(name);
    if (profile != null) {
      return profile;
    }
    Kind session = session(name);
    return session != null ? session : object(name, method);
  }

  private static Kind token(Words name) {
    if (name.has("revert", "unimpersonate") || (name.begins("impersonat") && ends(name))) {
      return Kind.REVERT;
    }
    return name.begins("impersonat") || (name.has("set") && name.has("token"))
        ? Kind.IMPERSONATE
        : null;
  }

  private static Kind profile(Words name) {
    if (name.has("profile", "profiles") && name.has("delete", "remove", "destroy", "drop")) {
      return Kind.PROFILE_DELETE;
    }
    boolean ofProfile = name.has("connect", "profile", "connection");
    return name.has("flags") && ofProfile && !name.has("get") ? Kind.PROFILE_FLAGS : null;
  }

  private static Kind session(Words name) {
    if (name.has("uninitialize", "uninit", "deinit", "deinitialize", "uninitialise", "shutdown")) {
      return Kind.UNINITIALIZE;
    }
    if (name.has("initialize", "init", "startup", "initialise")) {
      return Kind.INITIALIZE;
    }
    boolean ofSession = name.has("session");
    if (name.has("logoff", "logout", "signoff", "signout") || (ofSession && ends(name))) {
      return Kind.LOGOFF;
    }
    boolean starts = name.has("open", "create", "new", "start", "begin");
    return name.has("logon", "login", "signon", "signin") || (ofSession && starts)
        ? Kind.LOGON
        : null;
  }

  private static Kind object(Words name, MethodFact method) {
    boolean ofEvents =
        name.has("listener", "sink", "callback", "notification", "notifications", "events");
    if (name.has("unadvise", "unsubscribe")
        || (ofEvents && name.has("remove", "unregister", "delete", "unset"))) {
      return Kind.UNADVISE;
    }
    if (name.has("advise", "subscribe") || (ofEvents && name.has("add", "register", "set"))) {
      return Kind.ADVISE;
    }
    if (name.has("release", "free", "dispose", "close", "destroy")) {
      return Kind.RELEASE;
    }
    boolean hands = name.has("open") || (name.has("get", "create") && name.has(OBJECTS));
    return hands && Handles.isHandle(method.result()) ? Kind.OPEN : Kind.CALL;
  }

  private static boolean ends(Words name) {
    return name.has("end", "stop", "close", "undo", "destroy", "release", "free");
  }
}
