package io.mapiaudit.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigParseOptions;
import java.io.File;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Includes files, and nothing from the network or the class path: an audited application must not
 * call anybody because its agent reads its configuration.
 */
final class FileIncluder
    implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {

  /** Bytes of one file; real ones have a few thousand. */
  static final long MAX_BYTES = 1 << 20;

  private static final int MAX_INCLUDES = 100;
  private static final String[] ENDINGS = {"", ".conf", ".json", ".properties"};

  /** A scheme has two letters at least; one is a drive of Windows. */
  private static final String URL_FORM = "(?s)[A-Za-z][A-Za-z0-9+.-]+:.*";

  private final Path includer;
  private final AtomicInteger includes;

  /**
   * Includes for a file that includes others.
   *
   * @param includer relative names are beside it
   */
  FileIncluder(Path includer) {
    this(includer, new AtomicInteger());
  }

  private FileIncluder(Path includer, AtomicInteger includes) {
    this.includer = includer;
    this.includes = includes;
  }

  /** Why a file is not to be parsed, null when it may be. */
  static String objection(Path file) {
    File plain = file.toFile();
    if (plain.isDirectory()) {
      return "is a folder";
    }
    if (!Files.isReadable(file)) {
      return "cannot be read";
    }
    // A device or pipe may never end.
    if (!plain.isFile()) {
      return "is no plain file";
    }
    return plain.length() > MAX_BYTES ? "has more than " + MAX_BYTES + " bytes" : null;
  }

  /** Nothing else is asked, least of all the library's own includer. */
  @Override
  public ConfigIncluder withFallback(ConfigIncluder fallback) {
    return this;
  }

  @Override
  public ConfigObject include(ConfigIncludeContext context, String what) {
    if (what.matches(URL_FORM)) {
      throw refused("include of " + what + ": nothing is fetched from elsewhere");
    }
    for (String ending : ENDINGS) {
      Path file = includer.resolveSibling(what + ending);
      if (Files.exists(file)) {
        return parse(context, file);
      }
    }
    return parse(context, includer.resolveSibling(what));
  }

  @Override
  public ConfigObject includeFile(ConfigIncludeContext context, File what) {
    return parse(context, what.toPath());
  }

  @Override
  public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
    throw refused("include of " + what + ": nothing is fetched from elsewhere");
  }

  @Override
  public ConfigObject includeResources(ConfigIncludeContext context, String what) {
    throw refused("include of the resource " + what + ": nothing is read from the class path");
  }

  private ConfigObject parse(ConfigIncludeContext context, Path file) {
    if (includes.incrementAndGet() > MAX_INCLUDES) {
      throw refused("more than " + MAX_INCLUDES + " includes, maybe in a circle");
    }
    String objection = Files.exists(file) ? objection(file) : null;
    if (objection != null) {
      throw refused("the included file " + file + " " + objection);
    }
    ConfigParseOptions options =
        context.parseOptions().setIncluder(new FileIncluder(file, includes));
    return ConfigFactory.parseFile(file.toFile(), options).root();
  }

  private ConfigException refused(String why) {
    return new ConfigException.IO(ConfigOriginFactory.newFile(includer.toString()), why);
  }
}
