package io.mapiaudit.cli.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapiaudit.cli.CommandFailure;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgentOptionTest {

  private final Map<String, String> environment = new HashMap<>();
  private final AgentOption option = new AgentOption("/opt/mapi-audit-agent.jar", "dir=/runs,a=b");

  @Test
  void java_getsTheOptionBeforeItsOwn_andNothingElseChanges() {
    for (String java :
        Arrays.asList("java", "/usr/bin/java", "C:\\jdk\\bin\\java.exe", "javaw", "JAVA.EXE")) {
      assertThat(applied(java, "-Xmx1g", "-jar", "app.jar"))
          .containsExactly(
              java,
              "-javaagent:/opt/mapi-audit-agent.jar=dir=/runs,a=b",
              "-Xmx1g",
              "-jar",
              "app.jar");
    }
    assertThat(environment).isEmpty();
  }

  @Test
  void otherPrograms_getTheVariable_behindWhatItHolds() {
    environment.put("JAVA_TOOL_OPTIONS", "-Xmx1g");

    assertThat(applied("./mvnw", "verify")).containsExactly("./mvnw", "verify");
    assertThat(environment)
        .containsEntry(
            "JAVA_TOOL_OPTIONS", "-Xmx1g -javaagent:/opt/mapi-audit-agent.jar=dir=/runs,a=b");
    assertThat(AgentOption.isJava(Collections.singletonList("javac"))).isFalse();
  }

  @Test
  void blanksInTheVariable_areQuoted() {
    new AgentOption("/my jars/mapi-audit-agent.jar", "dir=/runs")
        .applyTo(Collections.singletonList("run.sh"), environment);

    assertThat(environment)
        .containsEntry(
            "JAVA_TOOL_OPTIONS", "\"-javaagent:/my jars/mapi-audit-agent.jar=dir=/runs\"");
  }

  @Test
  void agentThatIsThereAlready_isRefused() {
    assertThatThrownBy(() -> applied("java", "-javaagent:x/mapi-audit-agent.jar", "-jar", "a.jar"))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("the command loads mapi-audit-agent.jar already");
    environment.put("JAVA_TOOL_OPTIONS", "-javaagent:x/mapi-audit-agent.jar");
    assertThatThrownBy(() -> applied("./mvnw")).isInstanceOf(CommandFailure.class);
  }

  @Test
  void variableThatJava8WouldOverlook_isRefused() {
    environment.put("JAVA_TOOL_OPTIONS", String.join("", Collections.nCopies(1_000, "x")));

    assertThatThrownBy(() -> applied("./mvnw"))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("too long for JAVA_TOOL_OPTIONS");
  }

  private List<String> applied(String... command) {
    return option.applyTo(Arrays.asList(command), environment);
  }
}
