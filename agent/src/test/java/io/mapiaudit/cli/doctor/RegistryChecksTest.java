package io.mapiaudit.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.identity.Registry.Root;
import io.mapiaudit.model.Transport;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegistryChecksTest {

  private static final String OWN = "S-1-5-21-1-2-3-1001";
  private static final String PROFILES =
      "Software\\Microsoft\\Windows NT\\CurrentVersion\\Windows Messaging Subsystem\\Profiles";

  private final FakeRegistry registry = new FakeRegistry();

  @Test
  void hiveOfAnotherUser_isWarnedOf() {
    registry.hive = ".DEFAULT";

    assertThat(check("HKCU"))
        .startsWith("warn HKCU: is the hive of .DEFAULT and not of " + OWN)
        .contains("Fix: have the user's profile loaded");
    registry.hive = OWN;
    assertThat(check("HKCU")).isEqualTo("ok HKCU: is the hive of " + OWN);
    registry.hive = null;
    assertThat(check("HKCU")).startsWith("note HKCU");
  }

  @Test
  void transport_isWhatMapiHttpDisabledSays_unlessConfigured() {
    registry.hive = OWN;
    assertThat(check("transport")).startsWith("note transport: not known");
    registry.with(Root.CURRENT_USER, "Software\\Microsoft\\Exchange", "MapiHttpDisabled", "1");
    assertThat(check("transport")).startsWith("ok transport: rpc-http").contains(OWN);
    registry.with(Root.CURRENT_USER, "Software\\Microsoft\\Exchange", "MapiHttpDisabled", "0");
    assertThat(check("transport")).startsWith("ok transport: mapi-http");
    assertThat(
            new RegistryChecks(registry).checks(Optional.of(Transport.RPC_HTTP), OWN).get(1).text())
        .isEqualTo("rpc-http, as configured");
  }

  @Test
  void profiles_areCounted_thoseWithoutNotificationsToo() {
    registry
        .with(Root.CURRENT_USER, PROFILES + "\\alice\\13dbb0c8", "00036604", "24000000")
        .with(Root.CURRENT_USER, PROFILES + "\\bob\\13dbb0c8", "00036604", "06000000")
        .with(
            Root.CURRENT_USER, "Software\\Microsoft\\Office\\16.0\\Outlook\\Profiles\\new", "", "");

    assertThat(check("profiles")).startsWith("note profiles: 3 of this user, 1 of them");
    assertThat(check("profiles")).doesNotContain("alice");
  }

  @Test
  void deletedProfiles_withAndWithoutAChecksum_areWarnedOf() {
    assertThat(check("deleted profiles")).startsWith("ok");
    registry
        .with(Root.CURRENT_USER, PROFILES + "\\Deleted Profiles\\temp1", "", "")
        .with(Root.CURRENT_USER, PROFILES + "\\Deleted Profiles1F2E3D\\temp2", "", "");

    assertThat(check("deleted profiles"))
        .startsWith("warn deleted profiles: 2 marked as deleted")
        .contains("Fix: call DeleteProfile after");
    assertThat(check("profiles")).startsWith("note profiles: 0 of this user");
  }

  private String check(String name) {
    List<Check> checks = new RegistryChecks(registry).checks(Optional.empty(), OWN);
    return checks.stream()
        .filter(check -> check.name().equals(name))
        .findFirst()
        .orElseThrow(AssertionError::new)
        .toString();
  }
}
