package io.mapiaudit.cli.process;

import io.mapiaudit.cli.process.AttachFailure.Reason;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks the agent in another JVM: the request goes through the attach mechanism, the answer comes in
 * a file of a name nobody can guess, which the agent makes for its owner's eyes only.
 */
public final class AgentChannel {

  /** What HotSpot takes as one argument, less some room. */
  private static final int MAX_REQUEST = 1000;

  private static final long REPLY_SECONDS = 60;
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final JvmProcess target;
  private final String version;

  /**
   * A channel.
   *
   * @param version of this side; the agent refuses another one
   */
  public AgentChannel(JvmProcess target, String version) {
    this.target = target;
    this.version = version;
  }

  /**
   * Asks.
   *
   * @param command {@code attach}, {@code status} or {@code detach}
   * @param arguments of the agent for a start, null for none
   * @return the answer
   * @throws AttachFailure when the agent cannot be asked
   * @throws IOException when its answer cannot be read
   */
  public Map<String, Object> ask(String command, String arguments)
      throws AttachFailure, IOException {
    Obstacles.check(target);
    String name = "mapi-audit-" + Long.toHexString(Unguessable.number()) + ".json";
    // As the target sees it; /tmp may be another one there, with containers and services.
    Path reply = Paths.get(temporaryFolder(), name);
    Path seenFromHere = reply;
    Path foreignRoot = Paths.get("/proc/" + target.pid() + "/root");
    if (ProcessTable.isLinux() && Files.isReadable(foreignRoot.resolve("tmp"))) {
      seenFromHere = foreignRoot.resolve("tmp").resolve(name);
    }
    String request =
        "command="
            + command
            + ";version="
            + encoded(version)
            + ";reply="
            + encoded(reply.toString());
    if (arguments != null && !arguments.isEmpty()) {
      request += ";arguments=" + encoded(arguments);
    }
    String jar = jar();
    if (jar.length() + request.length() > MAX_REQUEST) {
      throw new AttachFailure(
          Reason.TOO_LONG,
          "the settings are longer than the JVM takes ("
              + (jar.length() + request.length())
              + " of "
              + MAX_REQUEST
              + " characters)",
          "put them into a file and say --set config=<file>");
    }
    try {
      AgentLoader.load(target.pid(), jar, request);
    } catch (Exception | LinkageError failure) {
      if (!Files.exists(seenFromHere)) {
        throw Obstacles.explain(target, failure);
      }
    }
    return JsonText.object(await(seenFromHere));
  }

  /** The request may have been taken before the answer is there. */
  private String await(Path reply) throws IOException, AttachFailure {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(REPLY_SECONDS);
    while (!Files.exists(reply)) {
      if (System.nanoTime() > deadline) {
        throw new AttachFailure(
            Reason.UNSUPPORTED,
            "the agent in process " + target.pid() + " has not answered in " + REPLY_SECONDS + " s",
            "see whether the process is stopped or very busy, and whether it can write to "
                + reply.getParent());
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    try {
      return new String(Files.readAllBytes(reply), StandardCharsets.UTF_8);
    } finally {
      Files.deleteIfExists(reply);
    }
  }

  private static String temporaryFolder() {
    return File.separatorChar == '/' ? "/tmp" : System.getProperty("java.io.tmpdir");
  }

  private static String encoded(String value) throws IOException {
    return URLEncoder.encode(value, "UTF-8");
  }

  /** The jar this runs from, an absolute path. */
  public static String jar() throws IOException {
    try {
      return new File(
              AgentChannel.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .getAbsolutePath();
    } catch (URISyntaxException impossible) {
      throw new IOException(impossible);
    }
  }
}
