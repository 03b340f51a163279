package io.mapiaudit.benchmarks.journal;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import java.nio.file.Path;
import org.slf4j.helpers.NOPMDCAdapter;

/** Logback's asynchronous appender before a file; it drops what finds its queue full. */
final class LogbackAsync implements Appender {

  private static final int QUEUE = 8_192;

  private final LoggerContext context = new LoggerContext();
  private final Logger logger = context.getLogger("benchmark");

  LogbackAsync(Path folder) {
    context.setMDCAdapter(new NOPMDCAdapter());
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%d %thread %msg%n");
    encoder.start();
    FileAppender<ILoggingEvent> file = new FileAppender<>();
    file.setContext(context);
    file.setFile(folder.resolve("benchmark.log").toString());
    file.setEncoder(encoder);
    file.start();
    AsyncAppender async = new AsyncAppender();
    async.setContext(context);
    async.setQueueSize(QUEUE);
    async.setDiscardingThreshold(0);
    async.setNeverBlock(true);
    async.addAppender(file);
    async.start();
    logger.addAppender(async);
  }

  @Override
  public OfThread ofThread() {
    return number -> logger.info("call {} {} {}", 2, 3, number);
  }

  @Override
  public void close() {
    context.stop();
  }
}
