package io.mapiaudit.cli.doctor;

import io.mapiaudit.cli.doctor.Check.Obstacle;
import io.mapiaudit.cli.process.AttachFailure;
import io.mapiaudit.cli.process.JvmProcess;
import io.mapiaudit.cli.process.Obstacles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Whether the agent can be attached to a process, as far as that shows without doing it. */
public final class ObstacleChecks {

  private static final String NAME = "attaching";

  private ObstacleChecks() {}

  /** All of them. */
  public static List<Check> run(JvmProcess process) {
    List<Check> checks = new ArrayList<>();
    checks.add(
        Check.ok(
            "process",
            process
                + (process.user() == null ? "" : ", user " + process.user())
                + (process.javaVersion() == null ? "" : ", Java " + process.javaVersion())
                + (process.bits() == null ? "" : ", " + process.bits() + "-bit")));
    try {
      Obstacles.check(process);
      checks.addAll(options(process));
    } catch (AttachFailure failure) {
      checks.add(
          Check.problem(obstacle(failure.reason()), NAME, failure.getMessage(), failure.fix()));
    }
    return checks;
  }

  private static List<Check> options(JvmProcess process) {
    List<Check> checks = new ArrayList<>();
    String options = String.valueOf(process.options());
    if (options.contains("-XX:-EnableDynamicAgentLoading")) {
      checks.add(
          Check.problem(
              Obstacle.ATTACH,
              NAME,
              "process " + process.pid() + " was started with -XX:-EnableDynamicAgentLoading",
              "start it with -XX:+EnableDynamicAgentLoading, or with -javaagent"));
    } else if (!process.sharesData()) {
      checks.add(
          Check.warn(
              NAME,
              "process "
                  + process.pid()
                  + " shares no performance data, so nothing is known of its options or whether it"
                  + " is audited: it runs with -XX:-UsePerfData or -XX:+DisableAttachMechanism, or"
                  + " is no HotSpot JVM",
              "attach tells; on a JVM that is no HotSpot start it with -javaagent"));
    } else {
      checks.add(Check.ok(NAME, "nothing is in the way that can be seen from outside"));
    }
    return checks;
  }

  /** Of a process with {@code -javaagent} among its options that nobody audits. */
  public static List<Check> stayedOut() {
    return Collections.singletonList(
        Check.warn(
            "agent",
            "the process was started with -javaagent and is not audited: the agent stayed out, or"
                + " was detached",
            "the first lines of the program's error output that begin with mapi-audit: say why;"
                + " attach starts it again"));
  }

  private static Obstacle obstacle(AttachFailure.Reason reason) {
    switch (reason) {
      case NO_SUCH_PROCESS:
        return Obstacle.NO_SUCH_TARGET;
      case OTHER_USER:
        return Obstacle.ACCESS_DENIED;
      case BITNESS:
        return Obstacle.BITNESS;
      default:
        return Obstacle.ATTACH;
    }
  }
}
