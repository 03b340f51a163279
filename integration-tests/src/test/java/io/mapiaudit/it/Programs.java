package io.mapiaudit.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Small programs of {@code src/test/programs}, compiled for Java 8 when they are first wanted. */
final class Programs {

  private static final Map<String, Path> COMPILED = new ConcurrentHashMap<>();

  private Programs() {}

  /** The folder with the classes of a program, to be put on a class path. */
  static Path compiled(String name) {
    return COMPILED.computeIfAbsent(name, Programs::compile);
  }

  private static Path compile(String name) {
    Path source = Project.program(name + ".java");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new IllegalStateException("the tests need a JDK, not a JRE, to compile " + source);
    }
    try {
      Path classes = Files.createDirectories(Path.of("target", "programs", name).toAbsolutePath());
      int code =
          compiler.run(
              null,
              null,
              null,
              "--release",
              "8",
              "-Xlint:-options",
              "-d",
              classes.toString(),
              source.toString());
      if (code != 0) {
        throw new IllegalStateException(source + " does not compile");
      }
      return classes;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
