package io.mapiaudit.output.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.mapiaudit.model.Severity;
import io.mapiaudit.output.SampleFindings;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogOutputTest {

  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private LogOutput output;

  @BeforeEach
  void setUp() {
    LoggerContext context = new LoggerContext();
    Logger logger = context.getLogger("findings");
    logged.start();
    logger.addAppender(logged);
    output = new LogOutput(logger);
  }

  @ParameterizedTest
  @CsvSource({"critical,ERROR", "high,ERROR", "medium,WARN", "low,INFO"})
  void level_follows_the_severity(String severity, String level) {
    output.finding(SampleFindings.bare(Severity.ofLabel(severity)).build());

    assertThat(logged.list)
        .extracting(ILoggingEvent::getLevel)
        .containsExactly(Level.toLevel(level));
  }

  @Test
  void first_time_is_the_whole_alert_under_its_headline() {
    output.finding(SampleFindings.complete().build());

    assertThat(messages())
        .containsExactly(
            AlertText.headline(SampleFindings.complete().build())
                + "\n"
                + AlertText.of(SampleFindings.complete().build()));
  }

  @Test
  void repetition_is_one_line_and_no_change_nothing() {
    output.finding(SampleFindings.complete().count(1).build());
    output.finding(SampleFindings.complete().count(10).build());
    output.finding(SampleFindings.complete().count(10).build());

    assertThat(messages()).hasSize(2);
    assertThat(messages().get(1))
        .isEqualTo(AlertText.headline(SampleFindings.complete().count(10).build()));
  }

  @Test
  void finding_that_got_graver_is_a_whole_alert_again() {
    output.finding(SampleFindings.complete().severity(Severity.HIGH).build());
    output.finding(SampleFindings.complete().severity(Severity.CRITICAL).build());

    assertThat(messages()).hasSize(2).allMatch(message -> message.contains("\n"));
  }

  @Test
  void suppressed_finding_is_one_line_at_info_with_the_reason() {
    output.finding(SampleFindings.complete().suppressed("known\nforged").build());

    assertThat(logged.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.INFO);
    assertThat(messages().get(0)).endsWith("[suppressed: known\\nforged]").doesNotContain("\n");
  }

  @Test
  void braces_in_a_message_are_no_placeholders() {
    output.finding(SampleFindings.bare().message("thread {} of {0}").build());

    assertThat(messages().get(0)).contains("thread {} of {0}");
  }

  private List<String> messages() {
    return logged.list.stream()
        .map(ILoggingEvent::getFormattedMessage)
        .collect(Collectors.toList());
  }
}
