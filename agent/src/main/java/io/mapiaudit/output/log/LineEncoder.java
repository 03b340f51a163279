package io.mapiaudit.output.log;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The lines of {@code agent.log}: UTC time, level, logger and message, then the stack of an
 * exception. Logback's own encoder would read that from a pattern, for which it loads sixty classes
 * into every process that is audited.
 */
final class LineEncoder extends EncoderBase<ILoggingEvent> {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final int LEVEL_WIDTH = 5;

  @Override
  public byte[] encode(ILoggingEvent event) {
    StringBuilder line = new StringBuilder(128);
    TIME.formatTo(Instant.ofEpochMilli(event.getTimeStamp()), line);
    line.append(' ').append(event.getLevel());
    for (int i = event.getLevel().toString().length(); i < LEVEL_WIDTH; i++) {
      line.append(' ');
    }
    line.append(' ').append(event.getLoggerName());
    line.append(" - ").append(event.getFormattedMessage()).append('\n');
    if (event.getThrowableProxy() != null) {
      line.append(stack(event));
    }
    return line.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String stack(ILoggingEvent event) {
    ThrowableProxyConverter converter = new ThrowableProxyConverter();
    converter.start();
    return converter.convert(event);
  }

  @Override
  public byte[] headerBytes() {
    return null;
  }

  @Override
  public byte[] footerBytes() {
    return null;
  }
}
