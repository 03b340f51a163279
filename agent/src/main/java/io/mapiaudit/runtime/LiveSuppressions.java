package io.mapiaudit.runtime;

import io.mapiaudit.config.AgentConfig;
import io.mapiaudit.config.ConfigurationError;
import io.mapiaudit.config.SuppressionFile;
import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Suppression;
import io.mapiaudit.model.Suppressions;
import io.mapiaudit.rules.RuleCatalogue;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;

/** The suppressions of a run, which can be read anew while it goes on. */
final class LiveSuppressions implements UnaryOperator<Finding> {

  private final Path file;
  private volatile Suppressions current;
  private volatile LibrarySuppressions libraries;

  private LiveSuppressions(Path file, Suppressions first) {
    this.file = file;
    this.current = first;
  }

  /**
   * Reads those that are configured.
   *
   * @throws ConfigurationError when the file cannot be used
   */
  static LiveSuppressions of(AgentConfig config) throws ConfigurationError {
    Path file = config.suppressions().orElse(null);
    return new LiveSuppressions(file, file == null ? Suppressions.NONE : read(file));
  }

  private static Suppressions read(Path file) throws ConfigurationError {
    return SuppressionFile.read(file.toAbsolutePath(), RuleCatalogue.ids());
  }

  /** Has those of libraries apply too, where none of the file does. */
  void add(LibrarySuppressions lists) {
    libraries = lists;
  }

  /**
   * Reads the file anew; what was used so far is forgotten.
   *
   * @return how many there were, and are
   * @throws ConfigurationError when the file cannot be used; those from before stay
   * @throws IllegalStateException when no file is configured
   */
  int[] reload() throws ConfigurationError {
    if (file == null) {
      throw new IllegalStateException(
          "suppressions: no file is configured. Fix: set the key suppressions at start");
    }
    Suppressions fresh = read(file);
    int[] sizes = {current.size(), fresh.size()};
    current = fresh;
    return sizes;
  }

  @Override
  public Finding apply(Finding finding) {
    Finding judged = current.apply(finding);
    LibrarySuppressions lists = libraries;
    return lists == null || judged.suppressed() != null ? judged : lists.apply(judged);
  }

  private static long nowMicros() {
    return System.currentTimeMillis() * 1_000;
  }

  /** Tells which are expired. */
  void tellExpired(Logger logger) {
    for (Suppression suppression : current.expired(nowMicros())) {
      logger.warn("suppression is expired: {}; what it was for is told", suppression.describe());
    }
  }

  /** Tells which were of no use, at the end of a run. */
  void sumUp(Logger logger) {
    tellExpired(logger);
    LibrarySuppressions lists = libraries;
    if (lists != null) {
      lists.sumUp();
    }
    for (Suppression suppression : current.unused(nowMicros())) {
      logger.warn("suppression was not used in this run: {}", suppression.describe());
    }
  }

  /** How many there are. */
  int size() {
    return current.size();
  }

  /** Those that applied to nothing so far. */
  List<String> unused() {
    return texts(current.unused(nowMicros()));
  }

  /** Those that are expired by now. */
  List<String> expired() {
    return texts(current.expired(nowMicros()));
  }

  /** Maps, lists, texts and numbers, ready for JSON. */
  Map<String, Object> describe() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("file", file == null ? null : file.toString());
    fields.put("count", current.size());
    fields.put("unused", unused());
    fields.put("expired", expired());
    LibrarySuppressions lists = libraries;
    fields.put("libraries", lists == null ? null : lists.describe());
    return fields;
  }

  private static List<String> texts(List<Suppression> suppressions) {
    return suppressions.stream().map(Suppression::describe).collect(Collectors.toList());
  }
}
