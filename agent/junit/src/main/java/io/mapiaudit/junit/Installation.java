package io.mapiaudit.junit;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Loads the agent into this JVM. A JVM does not let itself be attached to by itself since Java 9,
 * so it is done as a person would do it: by the agent's own command, in a process of its own.
 */
final class Installation {

  private static final String ENTRY_POINT = "io.mapiaudit.premain.AgentMain";

  /** What a JVM may have to be told to work on this machine at all. */
  private static final String[] MACHINE_PROPERTIES = {
    "java.io.tmpdir", "java.net.preferIPv4Stack", "java.security.egd"
  };

  private static final int TIMEOUT_SECONDS = 120;
  private static final int MAX_ANSWER = 100_000;

  private Installation() {}

  /**
   * Loads it.
   *
   * @throws AuditUnavailable with the command's words when it cannot be done
   */
  static void install(Settings settings) {
    Path jar = jar(settings.agent());
    List<String> command = command(jar, settings);
    Answer answer;
    try {
      answer = run(command);
    } catch (IOException failure) {
      throw new AuditUnavailable("the agent cannot be loaded: " + failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AuditUnavailable("the agent was not loaded: the thread was interrupted");
    }
    if (answer.code != 0) {
      throw new AuditUnavailable(
          "the agent could not be loaded into the JVM of the tests (exit code "
              + answer.code
              + "). "
              + answer.text.trim());
    }
  }

  private static final class Answer {
    private final int code;
    private final String text;

    Answer(int code, String text) {
      this.code = code;
      this.text = text;
    }
  }

  private static Answer run(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // Options for the JVM of the tests, other agents among them.
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().remove("JDK_JAVA_OPTIONS");
    builder.environment().remove("_JAVA_OPTIONS");
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      // Ends with the process, or with the timeout of who waits below.
      Reader reader = new Reader(process.getInputStream());
      reader.start();
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        return new Answer(-1, "It took longer than " + TIMEOUT_SECONDS + " s.");
      }
      reader.join(TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS));
      return new Answer(process.exitValue(), reader.text());
    } finally {
      process.destroyForcibly();
    }
  }

  /** Reads what a process prints. */
  private static final class Reader extends Thread {
    private final InputStream in;
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();

    Reader(InputStream in) {
      super("mapi-audit-junit-attach");
      this.in = in;
      setDaemon(true);
    }

    @Override
    public void run() {
      byte[] buffer = new byte[4096];
      try {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          add(buffer, n);
        }
      } catch (IOException ended) {
        // With the process; what came so far is what there is.
      }
    }

    private synchronized void add(byte[] buffer, int length) {
      if (read.size() < MAX_ANSWER) {
        read.write(buffer, 0, length);
      }
    }

    synchronized String text() {
      return new String(read.toByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  private static List<String> command(Path jar, Settings settings) {
    List<String> command = new ArrayList<>();
    boolean windows = File.separatorChar == '\\';
    command.add(
        Paths.get(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java")
            .toString());
    // It lives for a second: the optimising compiler and a collector with threads only cost.
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:+UseSerialGC");
    for (String property : MACHINE_PROPERTIES) {
      String value = System.getProperty(property);
      if (value != null) {
        command.add("-D" + property + "=" + value);
      }
    }
    command.add("-jar");
    command.add(jar.toString());
    command.add("attach");
    command.add(pid());
    // What suits tests, where nobody has said otherwise; a file may say anything.
    if (!settings.isSet("config")) {
      set(command, settings, "overhead.max", "off");
      Path folder = buildFolder();
      if (folder != null) {
        set(command, settings, "dir", folder.resolve("mapi-audit").toString());
      }
    }
    return command;
  }

  private static void set(List<String> command, Settings settings, String key, String value) {
    if (!settings.isSet(key)) {
      command.add("--set");
      command.add(key + "=" + value);
    }
  }

  /** Where Maven or Gradle keep what they make, null where neither is at work. */
  private static Path buildFolder() {
    for (String name : new String[] {"target", "build"}) {
      Path folder = Paths.get("").toAbsolutePath().resolve(name);
      if (Files.isDirectory(folder)) {
        return folder;
      }
    }
    return null;
  }

  private static String pid() {
    String name = ManagementFactory.getRuntimeMXBean().getName();
    return name.substring(0, name.indexOf('@'));
  }

  private static Path jar(String configured) {
    Path jar = configured == null ? onClassPath() : Paths.get(configured).toAbsolutePath();
    if (!Files.isRegularFile(jar)) {
      throw new AuditUnavailable(
          "the agent's jar is not to be had: "
              + jar
              + " is no file. Fix: put the artifact mapi-audit-agent on the test class path (in a"
              + " build of several modules it has to be packaged first), or name the jar by the"
              + " key mapi.audit.junit.agent");
    }
    return jar;
  }

  private static Path onClassPath() {
    try {
      Class<?> type = Class.forName(ENTRY_POINT, false, Installation.class.getClassLoader());
      CodeSource source = type.getProtectionDomain().getCodeSource();
      return Paths.get(source.getLocation().toURI());
    } catch (ClassNotFoundException | URISyntaxException | NullPointerException nowhere) {
      throw new AuditUnavailable(
          "the agent's jar is not on the test class path. Fix: add the artifact mapi-audit-agent,"
              + " or name the jar by the key mapi.audit.junit.agent");
    }
  }
}
