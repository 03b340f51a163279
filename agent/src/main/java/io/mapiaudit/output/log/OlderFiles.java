package io.mapiaudit.output.log;

import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.rolling.RollingPolicy;
import ch.qos.logback.core.rolling.RolloverFailure;
import ch.qos.logback.core.rolling.helper.CompressionMode;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Keeps full log files as {@code <file>.1}, the newest, and so on. Logback's own policy takes a
 * pattern, in which the folder's name would be read as a pattern too.
 */
final class OlderFiles extends ContextAwareBase implements RollingPolicy {

  private final Path file;
  private final int count;
  private boolean started;

  /**
   * A policy.
   *
   * @param count how many older files there are at most
   */
  OlderFiles(Path file, int count) {
    this.file = file;
    this.count = count;
  }

  @Override
  public void rollover() throws RolloverFailure {
    try {
      for (int n = count - 1; n >= 1; n--) {
        if (Files.exists(older(n))) {
          Files.move(older(n), older(n + 1), StandardCopyOption.REPLACE_EXISTING);
        }
      }
      Files.move(file, older(1), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new RolloverFailure("cannot rename " + file, e);
    }
  }

  private Path older(int n) {
    return file.resolveSibling(file.getFileName() + "." + n);
  }

  @Override
  public String getActiveFileName() {
    return file.toString();
  }

  @Override
  public CompressionMode getCompressionMode() {
    return CompressionMode.NONE;
  }

  @Override
  public void setParent(FileAppender<?> appender) {
    // The file is known already.
  }

  @Override
  public void start() {
    started = true;
  }

  @Override
  public void stop() {
    started = false;
  }

  @Override
  public boolean isStarted() {
    return started;
  }
}
