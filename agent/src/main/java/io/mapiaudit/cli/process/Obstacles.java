package io.mapiaudit.cli.process;

import io.mapiaudit.cli.process.AttachFailure.Reason;
import java.io.File;
import java.util.Locale;

/** Finds out why a JVM cannot be attached to, before trying where that can be told. */
public final class Obstacles {

  private static final boolean WINDOWS = File.separatorChar == '\\';
  private static final String SERVICES =
      WINDOWS
          ? "run this command as the account of the process; for a service under LocalSystem start"
              + " it as SYSTEM, for example by a scheduled task, or add -javaagent to the service"
          : "run this command as the user of the process";

  private Obstacles() {}

  /** Finds what can be told before trying; none is no promise. */
  public static void check(JvmProcess target) throws AttachFailure {
    if (!ProcessTable.isAlive(target.pid())) {
      throw noSuchProcess(target);
    }
    Object owner = ProcessTable.owner(String.valueOf(target.pid()));
    Object self = ProcessTable.owner("self");
    if (owner != null && self != null && !owner.equals(self) && !self.equals(0)) {
      throw otherUser(target);
    }
    Integer bits = target.bits();
    String own = System.getProperty("sun.arch.data.model");
    if (WINDOWS && bits != null && own != null && !own.equals(bits.toString())) {
      throw bitness(target);
    }
    if (Boolean.FALSE.equals(target.isAttachable())) {
      throw disabled(target);
    }
  }

  /** What a failed attempt means. */
  static AttachFailure explain(JvmProcess target, Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    String lower = message.toLowerCase(Locale.ROOT);
    if (lower.contains("no such process") || !ProcessTable.isAlive(target.pid())) {
      return noSuchProcess(target);
    }
    if (lower.contains("denied")
        || lower.contains("not permitted")
        || lower.contains("not secure")) {
      return otherUser(target);
    }
    if (lower.contains("32-bit") || lower.contains("64-bit")) {
      return bitness(target);
    }
    if (lower.contains("dynamic agent loading")) {
      return new AttachFailure(
          Reason.UNSUPPORTED,
          "process " + target.pid() + " does not let agents be loaded: " + message,
          "start it with -XX:+EnableDynamicAgentLoading, or with -javaagent");
    }
    return new AttachFailure(
        Reason.UNSUPPORTED,
        "cannot attach to process " + target.pid() + ": " + failure,
        "it must be a HotSpot JVM (OpenJDK, Oracle, Azul Zulu, Temurin …) that answers, and must be"
            + " able to read this jar; start it with -javaagent otherwise");
  }

  private static AttachFailure noSuchProcess(JvmProcess target) {
    return new AttachFailure(
        Reason.NO_SUCH_PROCESS,
        "there is no process " + target.pid(),
        "list shows the JVMs that are there");
  }

  private static AttachFailure otherUser(JvmProcess target) {
    return new AttachFailure(
        Reason.OTHER_USER,
        "process "
            + target.pid()
            + " is another user's"
            + (target.user() == null ? "" : " (" + target.user() + ")"),
        SERVICES);
  }

  private static AttachFailure bitness(JvmProcess target) {
    return new AttachFailure(
        Reason.BITNESS,
        "process " + target.pid() + " and this Java are not both 32-bit or both 64-bit",
        "run this command with "
            + (target.javaHome() == null
                ? "the Java that runs the process"
                : target.javaHome() + "\\bin\\java.exe"));
  }

  private static AttachFailure disabled(JvmProcess target) {
    return new AttachFailure(
        Reason.UNSUPPORTED,
        "process " + target.pid() + " was started with -XX:+DisableAttachMechanism",
        "start it without that option, or with -javaagent");
  }
}
