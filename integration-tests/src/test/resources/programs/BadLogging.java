import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.Appender;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/** A Logback whose appender blocks for ever, or throws an error, as {@code -Dbad.logging} says. */
public final class BadLogging {

  public static void prepare() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    // Not AppenderBase's own doAppend, which keeps exceptions to itself.
    Appender<ILoggingEvent> bad = new Bad();
    bad.setContext(context);
    bad.start();
    root.addAppender(bad);
  }

  private static final class Bad extends AppenderBase<ILoggingEvent> {
    @Override
    public void doAppend(ILoggingEvent event) {
      if (System.getProperty("bad.logging").equals("throws")) {
        System.err.println("throws");
        throw new StackOverflowError("appender");
      }
      System.out.println("blocked");
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException interrupted) {
        System.out.println("interrupted");
      }
    }

    @Override
    protected void append(ILoggingEvent event) {}
  }
}
