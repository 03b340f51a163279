package io.mapiaudit.runtime;

import static io.mapiaudit.model.event.EnvironmentObserved.ABSENT;
import static io.mapiaudit.model.event.EnvironmentObserved.MAPI_HTTP_DISABLED;
import static io.mapiaudit.model.event.EnvironmentObserved.MODULE_VERSION;
import static io.mapiaudit.model.event.EnvironmentObserved.PROFILE_CONNECT_FLAGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.identity.Naming;
import io.mapiaudit.identity.Registry.Root;
import io.mapiaudit.journal.JournalReader;
import io.mapiaudit.journal.JournalWriter;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.RunInfo;
import io.mapiaudit.model.Transport;
import io.mapiaudit.model.event.EnvironmentObserved;
import io.mapiaudit.model.event.Event;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineFactsTest {

  private static final String EXCHANGE = "Software\\Microsoft\\Exchange";
  private static final String PROFILES = "Software\\Microsoft\\Office\\16.0\\Outlook\\Profiles";
  private static final String ALICE_SID = "S-1-5-21-1-2-3-1001";
  private static final Identity SERVICE =
      new Identity("S-1-5-18", Identity.Source.PROCESS, Identity.Level.NONE, 1, 1, 0);
  private static final Identity ALICE =
      new Identity(ALICE_SID, Identity.Source.THREAD, Identity.Level.IMPERSONATION, 2, 2, 3);

  private final WrittenRegistry registry = new WrittenRegistry();
  private final Map<String, String> loaded = new LinkedHashMap<>();
  @TempDir Path temp;
  private JournalWriter journal;
  private MachineFacts facts;

  @BeforeEach
  void open() throws Exception {
    RunInfo run = new RunInfo(1, "h", "test", 1, SERVICE, Transport.UNKNOWN, 30);
    journal = JournalWriter.open(temp.resolve("run"), run, 4 << 20);
    facts =
        new MachineFacts(
            registry,
            name -> Optional.ofNullable(loaded.get(name)),
            () -> "elevated",
            Arrays.asList("exmapi32.dll", "mapi32.dll"),
            journal,
            Naming.PLAIN,
            SERVICE);
  }

  @Test
  void valueOfTheProcessUser_isToldAtOnce_evenWhenThereIsNone() throws Exception {
    facts.observe();
    facts.observe();
    assertThat(told()).containsExactly(MAPI_HTTP_DISABLED + "S-1-5-18=" + ABSENT);
  }

  @Test
  void valueOfAnImpersonatedUser_isToldWhenTheHiveIsLoaded() throws Exception {
    registry.with(Root.CURRENT_USER, EXCHANGE, "MapiHttpDisabled", "1");
    assertThat(facts.ask(ALICE)).isTrue();
    assertThat(facts.ask(ALICE)).isFalse();
    facts.observe();
    assertThat(user(ALICE_SID)).containsEntry("mapiHttpDisabled", "hive not loaded");
    registry.with(Root.USERS, ALICE_SID + "\\" + EXCHANGE, "MapiHttpDisabled", "0");
    facts.observe();
    assertThat(user(ALICE_SID))
        .containsEntry("mapiHttpDisabled", "0")
        .containsEntry("windowsSession", 3);
    assertThat(told())
        .containsExactly(MAPI_HTTP_DISABLED + "S-1-5-18=1", MAPI_HTTP_DISABLED + ALICE_SID + "=0");
  }

  @Test
  void processUserAndUnknownOnes_areNotAskedAbout() {
    assertThat(facts.ask(SERVICE)).isFalse();
    assertThat(facts.ask(Identity.unknown(Identity.Source.THREAD))).isFalse();
  }

  @Test
  void library_isToldOnceWhenItIsLoaded() throws Exception {
    facts.observe();
    loaded.put("exmapi32.dll", "6.5.6944.0");
    facts.observe();
    facts.observe();
    assertThat(told())
        .containsOnlyOnce(MODULE_VERSION + "exmapi32.dll=6.5.6944.0")
        .noneMatch(fact -> fact.contains("/mapi32.dll"));
  }

  @Test
  void profiles_areDescribedWithTheirFlags_andDeletedOnes() throws Exception {
    registry
        .with(Root.CURRENT_USER, PROFILES + "\\quiet\\0a0d", "00036604", "20000000")
        .with(Root.CURRENT_USER, PROFILES + "\\Deleted Profiles 1f2e\\gone", "x", "x");
    facts.observe();
    assertThat((Map<?, ?>) facts.describe().get("profiles"))
        .hasToString("{connectFlags={quiet=0x20}, deleted=[gone]}");
    assertThat(facts.describe())
        .containsEntry("elevation", "elevated")
        .containsEntry("currentUserHive", "S-1-5-18");
    assertThat(told()).contains(PROFILE_CONNECT_FLAGS + "quiet=0x20");
  }

  @Test
  void changes_growWithNewsOnly() {
    facts.observe();
    int before = facts.changes();
    facts.observe();
    assertThat(facts.changes()).isEqualTo(before);
    loaded.put("mapi32.dll", "1.0.0.0");
    facts.observe();
    assertThat(facts.changes()).isGreaterThan(before);
  }

  private Map<?, ?> raw(String sid) {
    return (Map<?, ?>) ((Map<?, ?>) facts.describe().get("users")).get(sid);
  }

  @SuppressWarnings("unchecked") // texts and numbers by name
  private Map<String, Object> user(String sid) {
    return (Map<String, Object>) raw(sid);
  }

  private List<String> told() throws Exception {
    journal.close();
    List<String> told = new ArrayList<>();
    try (JournalReader reader = JournalReader.open(temp.resolve("run"), problem -> {})) {
      for (Event event = reader.next(); event != null; event = reader.next()) {
        if (event instanceof EnvironmentObserved) {
          EnvironmentObserved fact = (EnvironmentObserved) event;
          told.add(fact.key() + "=" + fact.value());
        }
      }
    }
    return told;
  }
}
