package io.mapiaudit.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.config.AgentConfig;
import io.mapiaudit.config.ConfigurationError;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotYetTest {

  @TempDir Path folder;

  @Test
  void the_defaults_ask_for_nothing_that_is_missing() throws ConfigurationError {
    assertThat(NotYet.problems(config(""))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "identity.redact=hash,identity.redact",
    "identity.salt=salt,identity.salt",
    "alerts.event-log=on,alerts.event-log",
    "alerts.webhook=http://localhost:9093/api/v2/alerts,alerts.webhook",
    "findings.format=otel,findings.format"
  })
  void what_is_missing_is_refused_by_its_key(String argument, String key)
      throws ConfigurationError {
    assertThat(NotYet.problems(config(argument)))
        .singleElement()
        .satisfies(problem -> assertThat(problem).startsWith(key + ":"));
  }

  private AgentConfig config(String arguments) throws ConfigurationError {
    return AgentConfig.load(arguments, Collections.emptyMap(), Collections.emptyMap(), folder);
  }
}
