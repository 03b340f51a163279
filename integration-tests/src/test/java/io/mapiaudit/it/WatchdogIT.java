package io.mapiaudit.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** An agent that costs more than it may switches itself off, says so, and the program goes on. */
class WatchdogIT {

  private static final String CLEAN = "service-account --bridge jna";
  private static final String IMPERSONATED = "async-notifications --bridge jna";

  @Test
  void recording_is_switched_off_loudly_when_the_agent_costs_too_much() throws Exception {
    LinuxJvm jvm = LinuxJvm.own();
    try (ServedDemo demo = ServedDemo.start(jvm, "watchdog")) {
      List<String> unaudited = demo.play(IMPERSONATED);
      assertThat(demo.attach("--set", "overhead.max=0.01 %").exitCode()).isZero();
      Path run = demo.runFolders().get(0);
      playUntilItTrips(demo, run);

      assertThat(Files.readString(run.resolve("agent.log")))
          .containsPattern(
              "over 60 s the agent took \\d+\\.\\d % of a core, more than overhead.max")
          .contains("Fix: raise overhead.max");
      assertThat(demo.command("status").out()).contains("Recording: OFF", "overhead");
      List<String> played = demo.play(IMPERSONATED);
      assertThat(played).isEqualTo(unaudited);
      assertThat(demo.command("detach").exitCode()).isZero();
      assertThat(ServedDemo.findings(run)).isEmpty();
      assertThat(replay(run)).isEmpty();
      assertThat(demo.end()).isZero();
    }
  }

  /** Half a minute is left to the program to start, and a minute is measured. */
  private static void playUntilItTrips(ServedDemo demo, Path run) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(4);
    while (!Files.readString(run.resolve("agent.log")).contains("recording is switched off")) {
      assertThat(System.nanoTime()).as("time").isLessThan(deadline);
      demo.play(CLEAN);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
    }
  }

  private static String replay(Path run) throws Exception {
    Jvm.Outcome replay =
        LinuxJvm.own()
            .run(
                List.of("-jar", Project.agentJar().toString(), "replay", run.toString(), "--json"),
                Map.of());
    assertThat(replay.exitCode()).isZero();
    return replay.out();
  }
}
