package io.mapiaudit.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.demo.binding.StandInLibrary;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the demo's command line in a JVM of its own, as a user would. */
public final class ChildJvm {

  private final int exitCode;
  private final String output;

  private ChildJvm(int exitCode, String output) {
    this.exitCode = exitCode;
    this.output = output;
  }

  /** Runs to the end; what goes to standard error is kept in {@code folder}. */
  public static ChildJvm run(Path folder, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.add("-D" + StandInLibrary.PROPERTY + "=" + StandInLibrary.path());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("io.mapiaudit.demo.Main");
    command.addAll(Arrays.asList(arguments));
    File output = folder.resolve("output.txt").toFile();
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output)
            .redirectError(folder.resolve("errors.txt").toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended in time").isTrue();
    } finally {
      process.destroyForcibly();
    }
    String text = new String(Files.readAllBytes(output.toPath()), StandardCharsets.US_ASCII);
    return new ChildJvm(process.exitValue(), text);
  }

  public int exitCode() {
    return exitCode;
  }

  public String output() {
    return output;
  }
}
