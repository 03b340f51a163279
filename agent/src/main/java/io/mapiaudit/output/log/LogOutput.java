package io.mapiaudit.output.log;

import io.mapiaudit.model.Finding;
import io.mapiaudit.output.Output;
import java.util.Objects;
import org.slf4j.Logger;

/**
 * Writes alerts to a log: at error for critical and high, warn for medium, info for low. What comes
 * again is one line, what is suppressed one line at info, what did not change nothing.
 */
public final class LogOutput implements Output {

  private final Logger logger;
  private final Repeats repeats = new Repeats();

  public LogOutput(Logger logger) {
    this.logger = Objects.requireNonNull(logger, "logger");
  }

  @Override
  public synchronized void finding(Finding finding) {
    Repeats.News news = repeats.of(finding);
    if (news == Repeats.News.NONE) {
      return;
    }
    String headline = AlertText.headline(finding);
    if (finding.suppressed() != null) {
      logger.info(headline + " [suppressed: " + Printable.of(finding.suppressed()) + "]");
    } else if (news == Repeats.News.HEADLINE) {
      log(finding, headline);
    } else {
      log(finding, headline + "\n" + AlertText.of(finding));
    }
  }

  private void log(Finding finding, String text) {
    switch (finding.severity()) {
      case CRITICAL:
      case HIGH:
        logger.error(text);
        break;
      case MEDIUM:
        logger.warn(text);
        break;
      case LOW:
        logger.info(text);
        break;
    }
  }

  /** Does nothing: the log belongs to who made it. */
  @Override
  public void close() {}
}
