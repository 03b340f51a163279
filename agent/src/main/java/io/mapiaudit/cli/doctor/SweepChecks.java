package io.mapiaudit.cli.doctor;

import io.mapiaudit.identity.Environment;
import io.mapiaudit.identity.IdentityUnavailableException;
import io.mapiaudit.identity.Naming;
import io.mapiaudit.identity.ProcessThreads;
import io.mapiaudit.identity.ThreadFacts;
import io.mapiaudit.identity.TokenLibrary;
import io.mapiaudit.identity.TokenReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Whether native threads can be looked at: by looking at those of this command. */
public final class SweepChecks {

  static final String NAME = "threads";
  static final String NOT_LOOKED_AT = "native threads are not looked at: ";

  private static final String FIX =
      "the audit works without; see whether security software keeps programs from OpenThread and"
          + " NtQueryInformationThread";

  private SweepChecks() {}

  /** All of them. */
  public static List<Check> run() {
    return Collections.singletonList(
        Environment.isWindows() ? look() : Check.note(NAME, NOT_LOOKED_AT + "not on Windows"));
  }

  private static Check look() {
    try (TokenReader tokens = TokenLibrary.open(TokenLibrary.DEFAULT, Naming.PLAIN);
        ProcessThreads threads = ProcessThreads.open(tokens)) {
      return look(threads);
    } catch (IllegalStateException | IdentityUnavailableException failure) {
      return Check.warn(NAME, NOT_LOOKED_AT + failure.getMessage(), FIX);
    }
  }

  private static Check look(ProcessThreads threads) {
    List<Long> all = new ArrayList<>();
    threads.list((osId, bornMicros) -> all.add(osId));
    int started = 0;
    int located = 0;
    int read = 0;
    for (long osId : all) {
      Optional<ThreadFacts> facts = threads.facts(osId);
      started += facts.isPresent() ? 1 : 0;
      located += facts.filter(found -> !found.module().isEmpty()).isPresent() ? 1 : 0;
      read += threads.identity(osId).isKnown() ? 1 : 0;
    }
    String text =
        "of "
            + all.size()
            + " threads of this command the start address of "
            + started
            + " is told, the library of "
            + located
            + " and the token of "
            + read;
    return located > 0 && read > 0 ? Check.ok(NAME, text) : Check.warn(NAME, text, FIX);
  }
}
