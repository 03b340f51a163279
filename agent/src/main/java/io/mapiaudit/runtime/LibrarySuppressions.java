package io.mapiaudit.runtime;

import io.mapiaudit.config.ConfigurationError;
import io.mapiaudit.config.SuppressionFile;
import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Suppressions;
import io.mapiaudit.rules.RuleCatalogue;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;

/**
 * The suppressions that libraries of the application bring along. They are looked for when there is
 * a finding to suppress, and on a thread of their own, since class loaders of the application may
 * block; who has a finding waits for it a moment.
 */
final class LibrarySuppressions implements UnaryOperator<Finding> {

  /** Where a library has its list. */
  static final String RESOURCE = "META-INF/mapi-audit/suppressions";

  private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long PATIENCE_MILLIS = 2_000;
  private static final int MAX_LISTS = 1_000;

  private final Supplier<Collection<ClassLoader>> loaders;
  private final Logger logger;
  private final Map<String, Suppressions> lists =
      Collections.synchronizedMap(new LinkedHashMap<>());
  private Thread search;
  private long searchedNanos;

  LibrarySuppressions(Supplier<Collection<ClassLoader>> loaders, Logger logger) {
    this.loaders = loaders;
    this.logger = logger;
  }

  @Override
  public synchronized Finding apply(Finding finding) {
    look();
    for (Map.Entry<String, Suppressions> list : snapshot().entrySet()) {
      Finding judged = list.getValue().apply(finding);
      if (judged.suppressed() != null) {
        return judged.toBuilder()
            .suppressed(judged.suppressed() + ", as the library's list says: " + list.getKey())
            .build();
      }
    }
    return finding;
  }

  private void look() {
    long now = System.nanoTime();
    if (search == null || (!search.isAlive() && now - searchedNanos > AGAIN_NANOS)) {
      searchedNanos = now;
      search = new Thread(this::search, "mapi-audit-lists");
      search.setDaemon(true);
      search.start();
      awaitSearch();
      if (search.isAlive()) {
        logger.warn(
            "the lists of suppressions of libraries take long to find; findings are told meanwhile");
      }
    }
  }

  private synchronized void awaitSearch() {
    try {
      if (search != null) {
        search.join(PATIENCE_MILLIS);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void search() {
    for (ClassLoader loader : loaders.get()) {
      try {
        for (URL list : Collections.list(loader.getResources(RESOURCE))) {
          if (lists.size() < MAX_LISTS && !lists.containsKey(list.toString())) {
            lists.put(list.toString(), read(list));
          }
        }
      } catch (IOException | RuntimeException | LinkageError unusable) {
        logger.debug("a class loader cannot be asked for lists of suppressions", unusable);
      }
    }
  }

  private Suppressions read(URL list) throws IOException {
    URLConnection connection = list.openConnection();
    // A cached jar would stay open.
    connection.setUseCaches(false);
    try (InputStream in = connection.getInputStream()) {
      Suppressions found = SuppressionFile.readLibrary(in, list.toString(), RuleCatalogue.ids());
      logger.info("a library's list of {} suppression(s) applies: {}", found.size(), list);
      return found;
    } catch (ConfigurationError mistakes) {
      for (ConfigurationError.Problem problem : mistakes.problems()) {
        logger.warn("a library's list of suppressions is not used: {}", problem);
      }
      return Suppressions.NONE;
    }
  }

  private Map<String, Suppressions> snapshot() {
    synchronized (lists) {
      return new LinkedHashMap<>(lists);
    }
  }

  /** Tells which expired entries would have been of use, at the end of a run. */
  void sumUp() {
    awaitSearch();
    for (Suppressions list : snapshot().values()) {
      list.missed()
          .forEach(
              suppression ->
                  logger.warn(
                      "suppression of a library is expired: {}; what it was for is told",
                      suppression.describe()));
    }
  }

  /** The lists with how many they hold, ready for JSON. */
  List<Map<String, Object>> describe() {
    List<Map<String, Object>> texts = new ArrayList<>();
    snapshot()
        .forEach(
            (place, list) -> {
              Map<String, Object> fields = new LinkedHashMap<>();
              fields.put("list", place);
              fields.put("count", list.size());
              fields.put(
                  "expired",
                  list.missed().stream().map(s -> s.describe()).collect(Collectors.toList()));
              texts.add(fields);
            });
    return texts;
  }
}
