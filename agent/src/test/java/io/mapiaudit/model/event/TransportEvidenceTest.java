package io.mapiaudit.model.event;

import static io.mapiaudit.model.event.EnvironmentObserved.ABSENT;
import static io.mapiaudit.model.event.EnvironmentObserved.MAPI_HTTP_DISABLED;
import static io.mapiaudit.model.event.EnvironmentObserved.MODULE_VERSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.Identity;
import io.mapiaudit.model.RunInfo;
import io.mapiaudit.model.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransportEvidenceTest {

  private static final Identity PROCESS = Identity.unknown(Identity.Source.PROCESS);
  private static final String OF_PROCESS = MAPI_HTTP_DISABLED + PROCESS.sid();
  private static final String EXCHANGE = MODULE_VERSION + "exmapi32.dll";

  private final TransportEvidence evidence = new TransportEvidence();

  @Test
  void a_run_without_facts_is_as_it_was_configured() {
    assertThat(evidence.run()).isNull();
    RunInfo unknown = run(Transport.UNKNOWN);
    evidence.started(unknown);
    assertThat(evidence.run()).isSameAs(unknown);
    assertThat(evidence.origin()).isEmpty();
  }

  @Test
  void configuration_goes_before_everything() {
    evidence.started(run(Transport.MAPI_HTTP));
    evidence.observed(OF_PROCESS, "1");
    evidence.observed(EXCHANGE, "6.5.8353.0");
    told(Transport.MAPI_HTTP, "configured");
  }

  @ParameterizedTest
  @CsvSource({"1, RPC_HTTP", "0, MAPI_HTTP", "2, RPC_HTTP", "4294967295, RPC_HTTP"})
  void registry_value_of_the_process_user_decides(String value, Transport expected) {
    evidence.started(run(Transport.UNKNOWN));
    evidence.observed(EXCHANGE, "6.5.8353.0");
    evidence.observed(OF_PROCESS, value);
    told(expected, "MapiHttpDisabled is " + value + " for the user of the process");
  }

  @Test
  void mapi_of_exchange_has_no_mapi_over_http() {
    evidence.started(run(Transport.UNKNOWN));
    evidence.observed(OF_PROCESS, ABSENT);
    told(Transport.UNKNOWN, "");
    evidence.observed(EXCHANGE, "unknown");
    told(Transport.RPC_HTTP, "exmapi32.dll is loaded, which has no MAPI over HTTP");
  }

  @Test
  void with_mapi_of_outlook_beside_it_nobody_knows_which_works() {
    evidence.started(run(Transport.UNKNOWN));
    evidence.observed(EXCHANGE, "6.5.8353.0");
    evidence.observed(MODULE_VERSION + "olmapi32.dll", "16.0.17000.1000");
    told(Transport.UNKNOWN, "");
  }

  @ParameterizedTest
  @CsvSource({
    "MapiHttpDisabled/S-1-5-21-9-9-9-1001, 1",
    "module/mapi32.dll, 10.0.19041.1",
    "module/olmapi32.dll, 16.0.17000.1000",
    "module/rpcrt4.dll, 10.0.1.1",
    "profile/Mail, 0x20",
    "setting/release.stall, 1"
  })
  void other_facts_tell_nothing(String key, String value) {
    evidence.started(run(Transport.UNKNOWN));
    evidence.observed(key, value);
    told(Transport.UNKNOWN, "");
  }

  @Test
  void a_value_that_is_no_number_tells_nothing() {
    evidence.started(run(Transport.UNKNOWN));
    evidence.observed(EXCHANGE, "6.5.8353.0");
    evidence.observed(OF_PROCESS, "yes");
    told(Transport.UNKNOWN, "");
  }

  @Test
  void what_is_known_stays_so_in_further_segments() {
    evidence.started(run(Transport.UNKNOWN));
    evidence.observed(OF_PROCESS, "1");
    RunInfo known = evidence.run();
    evidence.started(run(Transport.UNKNOWN));
    assertThat(evidence.run()).isSameAs(known);
    assertThat(known.isSameRun(run(Transport.UNKNOWN))).isTrue();
    assertThat(known.releaseStallMicros()).isEqualTo(30);
  }

  private void told(Transport transport, String origin) {
    assertThat(evidence.run().transport()).isEqualTo(transport);
    assertThat(evidence.origin()).isEqualTo(origin);
  }

  private static RunInfo run(Transport transport) {
    return new RunInfo(7, "mail01", "test", 1_700_000, PROCESS, transport, 30);
  }
}
