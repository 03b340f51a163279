package io.mapiaudit.output.log;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** An application's SLF4J, compiled on the spot, that tells what is asked of it. */
final class FakeSlf4j implements AutoCloseable {

  /** Key of the system property that holds the list to which lines are added. */
  static final String LOG = "fake.slf4j.log";

  /** System property that lets logging fail when it is set. */
  static final String FAIL = "fake.slf4j.fail";

  private static final String FACTORY =
      "package org.slf4j;\n"
          + "public final class LoggerFactory {\n"
          + "  @SuppressWarnings(\"unchecked\")\n"
          + "  static void tell(String line) {\n"
          + "    ((java.util.List<String>) System.getProperties().get(\"fake.slf4j.log\"))"
          + ".add(line);\n"
          + "  }\n"
          + "  static {\n"
          + "    tell(\"started with its own loader: \" + (LoggerFactory.class.getClassLoader()\n"
          + "        == Thread.currentThread().getContextClassLoader()));\n"
          + "  }\n"
          + "  public static Logger getLogger(String name) {\n"
          + "    tell(\"getLogger \" + name);\n"
          + "    return new Hidden();\n"
          + "  }\n"
          + "  private static final class Hidden implements Logger {\n"
          + "    public void error(String text) {\n"
          + "      if (System.getProperty(\"fake.slf4j.fail\") != null) {\n"
          + "        throw new IllegalStateException(\"no appender\");\n"
          + "      }\n"
          + "      tell(\"error \" + text);\n"
          + "    }\n"
          + "    public void warn(String text) { tell(\"warn \" + text); }\n"
          + "    public void info(String text) { tell(\"info \" + text); }\n"
          + "  }\n"
          + "}\n";

  private static final String LOGGER =
      "package org.slf4j;\n"
          + "public interface Logger {\n"
          + "  void error(String text);\n"
          + "  void warn(String text);\n"
          + "  void info(String text);\n"
          + "}\n";

  private final URLClassLoader loader;

  FakeSlf4j(Path folder) throws IOException {
    Path factory = source(folder, "LoggerFactory.java", FACTORY);
    // What tells that there is something to log to.
    Path impl = Files.createDirectories(folder.resolve("org/slf4j/impl"));
    Files.createFile(impl.resolve("StaticLoggerBinder.class"));
    Path logger = source(folder, "Logger.java", LOGGER);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    int result =
        compiler.run(
            null, null, null, "-d", folder.toString(), factory.toString(), logger.toString());
    if (result != 0) {
      throw new AssertionError("the fake does not compile");
    }
    loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null);
  }

  private static Path source(Path folder, String name, String text) throws IOException {
    return Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  ClassLoader loader() {
    return loader;
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}
