package io.mapiaudit.benchmarks.calls;

import io.mapiaudit.benchmarks.table.RowFile;
import java.util.OptionalDouble;
import org.openjdk.jmh.runner.RunnerException;

/** The part that measures audited calls. */
public final class CallBenchmarks {

  private static final int SECURITY_IMPERSONATION = 2;
  private static final int TURNS = 3;

  private CallBenchmarks() {}

  /**
   * Measures and writes the rows.
   *
   * @param arguments part; quick or full; stand-in for MAPI; what follows {@code -javaagent:}; the
   *     library made of {@code token_loop.c}
   */
  public static void main(String[] arguments) throws RunnerException {
    boolean quick = arguments[1].equals("quick");
    Forks forks = new Forks(quick, arguments[2], arguments[3]);
    RowFile rows = RowFile.of(arguments[0]);
    for (boolean impersonating : new boolean[] {false, true}) {
      measure(forks, rows, impersonating, inC(impersonating, arguments[4], quick ? 20 : 60));
    }
  }

  private static void measure(Forks forks, RowFile rows, boolean token, OptionalDouble c)
      throws RunnerException {
    AuditedRows part = new AuditedRows(rows, token, forks.plain(Subject.TOKEN_BARE, token, TURNS));
    part.byHand(
        forks.plain(Subject.TOKEN_TYPED, token, 1), forks.plain(Subject.TOKEN_DIRECT, token, 1), c);
    part.call("JNA call", forks.pair(Subject.JNA, token, TURNS, null, Subject.TOKEN_BARE));
    part.call("JNI call", forks.pair(Subject.JNI, token, TURNS, null, Subject.TOKEN_BARE));
    part.call("COM call", forks.pair(Subject.COM, token, TURNS, null, Subject.TOKEN_BARE));
    part.call("JNA callback", forks.pair(Subject.CALLBACK, token, TURNS, null, Subject.TOKEN_BARE));
  }

  private static OptionalDouble inC(boolean impersonating, String library, int rounds) {
    TokenCalls.Impersonation impersonation = TokenCalls.impersonation();
    if (impersonating) {
      impersonation.ImpersonateSelf(SECURITY_IMPERSONATION);
    }
    try {
      return CodeInC.nanos(library, rounds);
    } finally {
      impersonation.RevertToSelf();
    }
  }
}
