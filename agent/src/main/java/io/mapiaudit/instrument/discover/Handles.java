package io.mapiaudit.instrument.discover;

import io.mapiaudit.model.Candidate.Guess;
import io.mapiaudit.model.Kind;
import net.bytebuddy.jar.asm.Type;

/** Guesses from a method's types where its handles, profile and flags are. */
final class Handles {

  private static final String TEXT = "java/lang/String";

  private Handles() {}

  /** The guess for a method of this kind. */
  static Guess guess(MethodFact method, Kind kind, String reason) {
    Guess.Builder guess = new Guess.Builder(kind, reason);
    Type[] parameters = method.parameters();
    session(guess, method, kind, first(parameters, Handles::isHandle));
    boolean profiled =
        kind == Kind.LOGON
            || kind == Kind.PROFILE_DELETE
            || kind == Kind.PROFILE_FLAGS
            || Words.of(method.name()).has("profile");
    int text = first(parameters, Handles::isText);
    if (profiled && text >= 0 && kind != Kind.NOTIFICATION) {
      guess.profile("arg" + text);
    } else if (profiled && kind != Kind.NOTIFICATION) {
      guess.doubt("no argument is a text: which one names the profile?");
    }
    int number = first(parameters, type -> type.getSort() == Type.INT);
    if (number >= 0 && hasFlags(kind)) {
      guess.flags("arg" + number);
    }
    result(guess, method, kind);
    if (kind == Kind.CALL) {
      guess.doubt("its name tells no kind");
    }
    return guess.build();
  }

  private static void session(Guess.Builder guess, MethodFact method, Kind kind, int handle) {
    if (kind == Kind.LOGON) {
      logon(guess, method);
      return;
    }
    boolean wanted = kind.isMapiCall() || kind == Kind.NOTIFICATION;
    if (!wanted || kind == Kind.INITIALIZE || kind == Kind.UNINITIALIZE) {
      return;
    }
    if (handle >= 0) {
      guess.session("arg" + handle);
      if (method.parameters()[handle].getSort() != Type.LONG) {
        guess.doubt("is arg" + handle + " the handle?");
      }
    } else if (!Words.of(method.name()).has("profile", "profiles", "flags")) {
      guess.doubt("no argument looks like a handle: where is the session?");
    }
  }

  private static void logon(Guess.Builder guess, MethodFact method) {
    int sort = method.result().getSort();
    if (isHandle(method.result()) || sort == Type.INT) {
      guess.session("return");
    }
    if (sort == Type.INT) {
      guess.doubt("is the int the session, or a result code?");
    } else if (sort != Type.LONG) {
      guess.doubt("which value is the session's handle?");
    }
  }

  private static void result(Guess.Builder guess, MethodFact method, Kind kind) {
    int sort = method.result().getSort();
    boolean ownResult = kind == Kind.LOGON || kind == Kind.OPEN || kind == Kind.ADVISE;
    if (ownResult || kind == Kind.NOTIFICATION) {
      return;
    }
    if (sort == Type.BOOLEAN) {
      guess.result("bool");
    } else if (sort == Type.INT && kind.changesToken()) {
      guess.result("bool").doubt("is a result of 0 failure?");
    } else if (sort == Type.INT) {
      guess.result(kind == Kind.RELEASE ? "count" : "hresult");
    }
  }

  private static boolean hasFlags(Kind kind) {
    return kind == Kind.LOGON || kind == Kind.INITIALIZE || kind == Kind.PROFILE_FLAGS;
  }

  /** A long, or an object that may wrap one. */
  static boolean isHandle(Type type) {
    if (type.getSort() == Type.LONG) {
      return true;
    }
    return type.getSort() == Type.OBJECT
        && (type.getInternalName().startsWith("com/sun/jna/")
            || type.getInternalName().equals("java/lang/Long"));
  }

  private static boolean isText(Type type) {
    return type.getSort() == Type.OBJECT && type.getInternalName().equals(TEXT);
  }

  private static int first(Type[] types, java.util.function.Predicate<Type> wanted) {
    for (int i = 0; i < types.length; i++) {
      if (wanted.test(types[i])) {
        return i;
      }
    }
    return -1;
  }
}
