package io.mapiaudit.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.config.AgentConfig;
import io.mapiaudit.config.EntryPointDefinition;
import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.EntryPoint.ResultType;
import io.mapiaudit.model.Kind;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class NeverSeenTest {

  private final Map<EntryPoint, Long> calls = new HashMap<>();

  @Test
  void aHookedBridgeThatNobodyCalledIsNamed_andOneThatWasCalledIsNot() {
    called(Kind.LOGON, Bridge.JNA, "", "MAPILogonEx");
    called(Kind.RELEASE, Bridge.JNA, "", "UlRelease");
    called(Kind.IMPERSONATE, Bridge.JNA, "", "ImpersonateLoggedOnUser");

    NeverSeen never =
        new NeverSeen(Arrays.asList("com.sun.jna.Function", "com.jacob.com.Dispatch"), calls);

    assertThat(never.bridges(Collections.emptyList())).containsExactly("jacob", "jna");
    assertThat(whats(never)).containsExactly("bridge jacob");
  }

  @Test
  void logonsWithoutAnEnd_sinksWithoutNotification_andNoImpersonation() {
    called(Kind.LOGON, Bridge.JNA, "", "MAPILogonEx");
    called(Kind.ADVISE, Bridge.JNA, "IMsgStore", "Advise");

    assertThat(whats(new NeverSeen(Collections.emptyList(), calls)))
        .containsExactly("kinds release and logoff", "kind notification", "kind impersonate");
  }

  @Test
  void callsWithoutALogon_areOfSessionsNobodyKnows() {
    called(Kind.CALL, Bridge.JNA, "IMsgStore", "GetProps");
    called(Kind.IMPERSONATE, Bridge.JNA, "", "ImpersonateLoggedOnUser");

    assertThat(whats(new NeverSeen(Collections.emptyList(), calls))).containsExactly("kind logon");
  }

  @Test
  void nothingCalled_saysNothingOfKinds() {
    assertThat(whats(new NeverSeen(Collections.emptyList(), calls))).isEmpty();
  }

  @Test
  void aConfiguredEntryPoint_isNotLoaded_notCalled_orFine() throws Exception {
    called(Kind.LOGON, Bridge.JNI, "com.acme.Native", "logon");
    called(Kind.RELEASE, Bridge.JNI, "com.acme.Native", "release");
    called(Kind.IMPERSONATE, Bridge.JNA, "", "ImpersonateLoggedOnUser");
    List<EntryPointDefinition> configured =
        configured(
            "com.acme.Native:logon",
            "com.acme.Native:logn",
            "com.acme.Gone:logon",
            "com.acme.Gone:release");

    List<Map<String, Object>> found =
        new NeverSeen(Collections.singleton("com.acme.Native"), calls).describe(configured);

    assertThat(found).hasSize(2);
    assertThat(found.get(0))
        .containsEntry("what", "entry point com.acme.Native.logn")
        .containsEntry("reason", "it was not called, or its class has no such method");
    assertThat(found.get(1).get("what")).isEqualTo("entry points of com.acme.Gone");
    assertThat(found.get(1).get("reason").toString()).startsWith("no class of that name");
  }

  private static List<String> whats(NeverSeen never) {
    return never.describe(Collections.emptyList()).stream()
        .map(entry -> entry.get("what").toString())
        .collect(Collectors.toList());
  }

  private void called(Kind kind, Bridge bridge, String owner, String name) {
    calls.put(new EntryPoint(kind, bridge, owner, name, "", ResultType.NONE), 1L);
  }

  private static List<EntryPointDefinition> configured(String... methods) throws Exception {
    String list =
        Arrays.stream(methods)
            .map(
                method -> "{ class = \"" + method.replace(":", "\", method = ") + ", kind = call }")
            .collect(Collectors.joining(",", "[", "]"));
    return AgentConfig.load(
            null,
            Collections.singletonMap("mapi.audit.entry-points", list),
            Collections.emptyMap(),
            Paths.get("no-such-directory"))
        .entryPoints();
  }
}
