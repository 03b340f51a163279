package io.mapiaudit.output.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPMDCAdapter;

/**
 * The agent's own log: {@code agent.log} in the folder of the run, and two older files beside it.
 * It is set up in code, so that no configuration file and no system property of the application has
 * a say, and it knows nothing of the application's logging.
 */
public final class AgentLog implements AutoCloseable {

  private static final String FILE = "agent.log";
  private static final int OLDER_FILES = 2;
  private static final long MAX_FILE_BYTES = 10L * 1024 * 1024;

  private final LoggerContext context;

  private AgentLog(LoggerContext context) {
    this.context = context;
  }

  /**
   * Opens the log; it takes up to 30 MiB.
   *
   * @param folder of the run, must exist
   * @throws IOException naming the file when it cannot be written
   */
  public static AgentLog open(Path folder) throws IOException {
    return open(folder, MAX_FILE_BYTES);
  }

  static AgentLog open(Path folder, long maxFileBytes) throws IOException {
    LoggerContext context = new LoggerContext();
    context.setName("mapi-audit");
    // The factory that SLF4J binds would set one; events fail without.
    context.setMDCAdapter(new NOPMDCAdapter());
    Path file = folder.resolve(FILE).toAbsolutePath();
    RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
    appender.setContext(context);
    appender.setName(FILE);
    appender.setFile(file.toString());
    appender.setEncoder(encoder(context));
    appender.setTriggeringPolicy(trigger(context, maxFileBytes));
    OlderFiles older = new OlderFiles(file, OLDER_FILES);
    older.setContext(context);
    older.start();
    appender.setRollingPolicy(older);
    appender.start();
    if (!appender.isStarted()) {
      context.stop();
      throw new IOException("cannot write the agent's log " + file);
    }
    ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    root.addAppender(appender);
    context.start();
    return new AgentLog(context);
  }

  private static Encoder<ILoggingEvent> encoder(LoggerContext context) {
    LineEncoder encoder = new LineEncoder();
    encoder.setContext(context);
    encoder.start();
    return encoder;
  }

  private static SizeBasedTriggeringPolicy<ILoggingEvent> trigger(
      LoggerContext context, long maxFileBytes) {
    SizeBasedTriggeringPolicy<ILoggingEvent> trigger = new SizeBasedTriggeringPolicy<>();
    trigger.setContext(context);
    trigger.setMaxFileSize(new FileSize(maxFileBytes));
    // The default looks at the size once a minute only, in which a storm of alerts is large.
    trigger.setCheckIncrement(Duration.buildByMilliseconds(0));
    trigger.start();
    return trigger;
  }

  /** A logger of this log. */
  public Logger logger(String name) {
    return context.getLogger(name);
  }

  /** Closes the file; what is logged afterwards goes nowhere. */
  @Override
  public void close() {
    context.stop();
  }
}
