package io.mapiaudit.output.log;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Severity;
import io.mapiaudit.output.Output;
import java.util.Collection;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Writes the headline of a finding to the application's own SLF4J, of any version, when it has one,
 * and to each when it has several. SLF4J is looked for when a finding comes: by then the
 * application has set its logging up, or would have had to anyway. Nothing of it is kept between
 * findings, so that a part of the application that is taken out can go.
 */
public final class ApplicationLog implements Output {

  /** The logger's name in the application's log. */
  public static final String LOGGER = "mapi-audit";

  private final Supplier<? extends Collection<ClassLoader>> loaders;
  private final String whereDetails;
  private final Consumer<Throwable> failures;
  private final Repeats repeats = new Repeats();

  /**
   * An output that touches nothing yet.
   *
   * @param loaders those to look for SLF4J in
   * @param whereDetails where the whole alert can be read, a path or a phrase
   * @param failures is given what the application's logging throws; nothing else is told of it
   */
  public ApplicationLog(
      Supplier<? extends Collection<ClassLoader>> loaders,
      String whereDetails,
      Consumer<Throwable> failures) {
    this.loaders = Objects.requireNonNull(loaders, "loaders");
    this.whereDetails = Objects.requireNonNull(whereDetails, "whereDetails");
    this.failures = Objects.requireNonNull(failures, "failures");
  }

  /** Logs one line, nothing when the finding is suppressed or did not change; never throws. */
  @Override
  public synchronized void finding(Finding finding) {
    if (finding.suppressed() == null && repeats.of(finding) != Repeats.News.NONE) {
      log(finding.severity(), AlertText.headline(finding));
    }
  }

  /** Logs a line that is about no finding; never throws. */
  public synchronized void say(Severity severity, String sentence) {
    log(severity, sentence);
  }

  private void log(Severity severity, String text) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try {
      for (ClassLoader loader : loaders.get()) {
        // Logging libraries look for their parts through the thread's loader, here the agent's.
        thread.setContextClassLoader(loader);
        log(loader, severity, text + " [details: " + whereDetails + "]");
      }
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private void log(ClassLoader loader, Severity severity, String line) {
    try {
      ForeignLogger logger = ForeignLogger.find(loader, LOGGER);
      if (logger != null) {
        logger.log(severity, line);
      }
    } catch (Throwable failure) {
      // Thrown by the application's logging, or by its set-up that this was the first to need.
      failures.accept(failure);
    }
  }

  /** Does nothing: the log is the application's. */
  @Override
  public void close() {}
}
