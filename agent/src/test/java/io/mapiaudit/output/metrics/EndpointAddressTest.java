package io.mapiaudit.output.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointAddressTest {

  private static InetSocketAddress at(String host) {
    return InetSocketAddress.createUnresolved(host, 9464);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "::1", "127.8.8.8"})
  void loopback_is_allowed(String host) throws UnknownHostException {
    InetSocketAddress address = EndpointAddress.resolve(at(host), false);
    assertThat(address.getAddress().isLoopbackAddress()).isTrue();
    assertThat(address.getPort()).isEqualTo(9464);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7", "2001:db8::1"})
  void anything_else_needs_the_permission_that_the_refusal_names(String host)
      throws UnknownHostException {
    assertThatThrownBy(() -> EndpointAddress.resolve(at(host), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("metrics.prometheus: " + host)
        .hasMessageContaining("127.0.0.1:9464")
        .hasMessageContaining("metrics.allow-remote = true");
    assertThat(EndpointAddress.resolve(at(host), true).getPort()).isEqualTo(9464);
  }

  @Test
  void name_that_is_not_known_is_told() {
    assertThatThrownBy(() -> EndpointAddress.resolve(at("no-such-host.invalid"), false))
        .isInstanceOf(UnknownHostException.class);
  }
}
