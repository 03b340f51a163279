package io.mapiaudit.cli.doctor;

import io.mapiaudit.identity.AccountNames;
import io.mapiaudit.identity.Elevation;
import io.mapiaudit.identity.Environment;
import io.mapiaudit.identity.IdentityUnavailableException;
import io.mapiaudit.identity.Naming;
import io.mapiaudit.identity.TokenLibrary;
import io.mapiaudit.identity.TokenReader;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.NamedIdentity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Whether tokens can be read: by reading the one of this command. */
public final class TokenChecks {

  private static final String NAME = "tokens";

  private TokenChecks() {}

  /**
   * Reads this process's token.
   *
   * @param library as {@code identity.library} names it; empty when that cannot be read
   */
  public static List<Check> run(Optional<String> library) {
    if (!library.isPresent() && !Environment.isWindows()) {
      return Collections.singletonList(
          Check.note(NAME, "not tried: the configuration that names the library is wrong"));
    }
    return run(library.orElse(TokenLibrary.DEFAULT));
  }

  private static List<Check> run(String library) {
    try (TokenReader reader = TokenLibrary.open(library, Naming.PLAIN)) {
      return read(library, reader.process());
    } catch (IdentityUnavailableException failure) {
      boolean windowsOwn = library.equals(TokenLibrary.DEFAULT);
      return Collections.singletonList(
          Check.problem(
              Check.Obstacle.TOKENS,
              NAME,
              failure.getMessage(),
              windowsOwn
                  ? "audit the program where it runs, on Windows; only tests name a stand-in in"
                      + " identity.library"
                  : "leave the key identity.library out on Windows; a stand-in must be a library of"
                      + " this bitness that exports the token functions"));
    }
  }

  /** SID of this process by Windows' own functions, null where that cannot be told. */
  public static String ownSid() {
    try (TokenReader reader = TokenLibrary.open(TokenLibrary.DEFAULT, Naming.PLAIN)) {
      return reader.process().isKnown() ? reader.process().sid() : null;
    } catch (IdentityUnavailableException notHere) {
      return null;
    }
  }

  private static List<Check> read(String library, Identity identity) {
    List<Check> checks = new ArrayList<>();
    if (!identity.isKnown()) {
      checks.add(
          Check.problem(
              Check.Obstacle.TOKENS,
              NAME,
              "the token of this process cannot be read through " + library,
              "see whether security software keeps programs from OpenProcessToken, and whether the"
                  + " user may read its own token"));
      return checks;
    }
    checks.add(Check.ok(NAME, "read through " + library));
    checks.add(
        Check.note(
            "process",
            Elevation.read().label() + "; Windows session " + identity.windowsSession()));
    String account = AccountNames.lookup(identity.sid(), Naming.PLAIN);
    boolean named = !account.equals(NamedIdentity.UNKNOWN_ACCOUNT);
    checks.add(
        named
            ? Check.ok("account", account + " (" + identity.sid() + ")")
            : Check.warn(
                "account",
                identity.sid() + " has no name here: findings show SIDs",
                "see whether the domain controller can be reached, if the account should have one"));
    return checks;
  }
}
