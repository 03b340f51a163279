import io.mapiaudit.demo.security.DemoUser;
import io.mapiaudit.demo.security.Impersonation;
import io.mapiaudit.demo.security.UserToken;
import java.io.FileDescriptor;
import java.io.FileInputStream;

/**
 * Logs on as alice through a wrapper of its own and is notified in the identity of the process, as
 * often as the first argument says. A second argument names a class whose {@code prepare} is called
 * before. What logging it has is told by the class path alone. Ends with its standard input.
 */
public final class Alerted {

  private static final long SESSION = 0x1000;

  /** Declared to the agent as a logon. */
  static long logon(String profile) {
    return SESSION;
  }

  /** Declared to the agent as a notification. */
  static void onNotify(long session) {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 1) {
      Class.forName(arguments[1]).getMethod("prepare").invoke(null);
    }
    try (UserToken alice = UserToken.of(DemoUser.ALICE)) {
      Impersonation.as(alice, () -> logon("alice"));
    }
    long times = Long.parseLong(arguments[0]);
    for (long i = 0; i < times; i++) {
      onNotify(SESSION);
    }
    System.out.println("done");
    // Not System.in, which asks how much there is; pipes under Wine do not say.
    try (FileInputStream in = new FileInputStream(FileDescriptor.in)) {
      while (in.read() >= 0) {}
    }
  }
}
