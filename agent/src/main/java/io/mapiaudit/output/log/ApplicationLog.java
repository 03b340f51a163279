package io.mapiaudit.output.log;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Severity;
import io.mapiaudit.output.Output;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Writes the headline of a finding to the application's own SLF4J, of any version, when it has one.
 * SLF4J is looked for when the first finding comes: by then the application has set its logging up,
 * or would have had to anyway.
 */
public final class ApplicationLog implements Output {

  /** The logger's name in the application's log. */
  public static final String LOGGER = "mapi-audit";

  private final ClassLoader loader;
  private final String whereDetails;
  private final Consumer<Throwable> failures;
  private final Repeats repeats = new Repeats();
  private boolean lookedUp;
  private ForeignLogger logger;

  /**
   * An output that touches nothing yet.
   *
   * @param loader sees the application's classes; null is the system class loader
   * @param whereDetails where the whole alert can be read, a path or a phrase
   * @param failures is given what the application's logging throws; nothing else is told of it
   */
  public ApplicationLog(ClassLoader loader, String whereDetails, Consumer<Throwable> failures) {
    this.loader = loader == null ? ClassLoader.getSystemClassLoader() : loader;
    this.whereDetails = Objects.requireNonNull(whereDetails, "whereDetails");
    this.failures = Objects.requireNonNull(failures, "failures");
  }

  /** Logs one line, nothing when the finding is suppressed or did not change; never throws. */
  @Override
  public synchronized void finding(Finding finding) {
    if (finding.suppressed() != null) {
      return;
    }
    quietly(
        () -> {
          if (repeats.of(finding) != Repeats.News.NONE) {
            logger.log(finding.severity(), line(finding));
          }
        });
  }

  /** Logs a line that is about no finding; never throws. */
  public synchronized void say(Severity severity, String sentence) {
    quietly(() -> logger.log(severity, sentence + " [details: " + whereDetails + "]"));
  }

  /** Something that may throw anything. */
  private interface Logging {
    void run() throws Throwable;
  }

  private void quietly(Logging logging) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try {
      // Logging libraries look for their parts through the thread's loader, here the agent's.
      thread.setContextClassLoader(loader);
      if (!lookedUp) {
        lookedUp = true;
        logger = ForeignLogger.find(loader, LOGGER);
      }
      if (logger != null) {
        logging.run();
      }
    } catch (Throwable failure) {
      // Thrown by the application's logging, or by its set-up that this was the first to need.
      failures.accept(failure);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private String line(Finding finding) {
    return AlertText.headline(finding) + " [details: " + whereDetails + "]";
  }

  /** Does nothing: the log is the application's. */
  @Override
  public void close() {}
}
