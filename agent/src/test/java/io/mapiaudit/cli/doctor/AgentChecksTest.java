package io.mapiaudit.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgentChecksTest {

  @Test
  void transport_is_told_with_what_it_is_known_from() {
    assertThat(transport("rpc-http", "MapiHttpDisabled is 1 for the user of the process"))
        .isEqualTo("ok transport: rpc-http: MapiHttpDisabled is 1 for the user of the process");
  }

  @Test
  void unknown_transport_is_told_with_the_key_that_settles_it() {
    assertThat(transport("unknown", ""))
        .startsWith("note transport: not known so far")
        .contains("key transport");
  }

  private static String transport(String transport, String origin) {
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("transport", transport);
    status.put("transportOrigin", origin);
    return AgentChecks.run(status).stream()
        .filter(check -> check.name().equals(RegistryChecks.TRANSPORT))
        .map(check -> check.level().label() + " " + check.name() + ": " + check.text())
        .findFirst()
        .orElse("");
  }
}
