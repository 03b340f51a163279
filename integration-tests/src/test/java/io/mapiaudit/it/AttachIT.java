package io.mapiaudit.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Attaches to a process that has used everything already, and takes the agent out again. */
class AttachIT {

  private static final String[] RULES = {
    "async-notification-in-process-identity",
    "impersonated-logon",
    "notifications-not-disabled",
    "registration-lost"
  };

  static Stream<Jvm> jvms() {
    return Jvms.ofEveryRelease();
  }

  static Stream<Jvm> jvmsOfTheTable() {
    return Stream.concat(jvms(), Stream.of(new WindowsJvm("25")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jvmsOfTheTable")
  void what_was_loaded_before_is_audited_and_restored_again(Jvm jvm) throws Exception {
    Jvms.assumeUsable(jvm);
    for (String bridge : List.of("jni", "jna", "jna-direct", "com")) {
      try (ServedDemo demo = ServedDemo.start(jvm, "attach-" + bridge)) {
        String scenario = "async-notifications --bridge " + bridge;
        List<String> alone = demo.play(scenario);
        for (int round = 1; round <= (List.of("jni", "jna").contains(bridge) ? 2 : 1); round++) {
          Jvm.Outcome attached = demo.attach();
          assertThat(attached.exitCode()).as(attached.toString()).isZero();
          assertThat(attached.out()).contains("com.sun.jna.Function");
          assertThat(attached.out().contains("by reflection"))
              .isEqualTo(bridge.equals("jni") || bridge.equals("jna-direct"));

          assertThat(demo.play(scenario)).isEqualTo(alone);

          Jvm.Outcome detached = demo.command("detach");
          assertThat(detached.exitCode()).as(detached.toString()).isZero();
          assertThat(demo.runFolders()).hasSize(round);
          Path run = demo.runFolders().get(round - 1);
          assertThat(ServedDemo.rules(run)).containsExactly(RULES);
          assertThat(Files.readString(run.resolve("run.json"))).contains("\"end\"");
          assertThat(Files.readString(run.resolve("agent.log"))).doesNotContain("kept from the");
        }
        CrossingTable.seen(jvm, bridge, CrossingTable.Start.ATTACH);
        assertThat(demo.play(scenario)).isEqualTo(alone);
        assertThat(demo.end()).isZero();
        assertThat(demo.err().lines()).allMatch(line -> isOfTheJvm(line), "is the JVM's own");
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jvms")
  void wrapped_natives_stay_and_are_named_and_used_again(Jvm jvm) throws Exception {
    Jvms.assumeUsable(jvm);
    try (ServedDemo demo = ServedDemo.start(jvm, "attach-early")) {
      assertThat(demo.attach().exitCode()).isZero();
      List<String> first = demo.play("async-notifications --bridge jni");

      Jvm.Outcome detached = demo.command("detach");
      assertThat(detached.exitCode()).as(detached.toString()).isEqualTo(9);
      assertThat(detached.out()).contains("io.mapiaudit.demo.binding.NativeMapi: its native");
      assertThat(demo.play("async-notifications --bridge jni")).isEqualTo(first);
      assertThat(demo.runFolders()).hasSize(1);

      assertThat(demo.attach().exitCode()).isZero();
      assertThat(demo.play("async-notifications --bridge jni")).isEqualTo(first);
      demo.command("detach");
      assertThat(ServedDemo.rules(demo.runFolders().get(0))).containsExactly(RULES);
      assertThat(ServedDemo.rules(demo.runFolders().get(1))).containsExactly(RULES);
      assertThat(demo.end()).isZero();
    }
  }

  /** What JVMs print themselves, of the application's JNA and of every agent that is attached. */
  private static boolean isOfTheJvm(String line) {
    return line.isEmpty()
        || line.startsWith("WARNING: A restricted method")
        || (line.startsWith("WARNING: java.lang.System::load") && line.contains("mapi-demo.jar"))
        || line.startsWith("WARNING: Use --enable-native-access")
        || line.startsWith("WARNING: Restricted methods")
        || line.startsWith("WARNING: A Java agent has been loaded dynamically")
        || line.startsWith("WARNING: If a serviceability tool")
        || line.startsWith("WARNING: Dynamic loading of agents")
        // Java 25 asks for what Wine has not got.
        || line.contains("process group affinity failed: Call not implemented");
  }
}
