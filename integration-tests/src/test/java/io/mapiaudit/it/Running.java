package io.mapiaudit.it;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process that serves until it is closed, its output in a file. */
final class Running implements AutoCloseable {

  private static final long TIMEOUT_SECONDS = 90;

  private final Process process;
  private final Path out;

  private Running(Process process, Path out) {
    this.process = process;
    this.out = out;
  }

  /** Starts one; both its outputs go to {@code out.txt} in the folder. */
  static Running start(Path folder, List<String> command) throws IOException {
    Path out = folder.resolve("out.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    return new Running(process, out);
  }

  String pid() {
    return String.valueOf(process.pid());
  }

  String out() {
    try {
      return Files.readString(out);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Waits for output of this form; what its first group holds. */
  String awaitOutput(String regex) throws Exception {
    Pattern pattern = Pattern.compile(regex);
    String all = await(this::out, text -> pattern.matcher(text).find());
    Matcher found = pattern.matcher(all);
    return found.find() && found.groupCount() > 0 ? found.group(1) : "";
  }

  void send(String line) throws IOException {
    BufferedWriter in = process.outputWriter(StandardCharsets.US_ASCII);
    in.write(line + "\n");
    in.flush();
  }

  /** Asks until the answer is right; while it runs, and for a limited time. */
  <T> T await(Callable<T> question, Predicate<T> right) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    Object last = null;
    boolean again = true;
    while (again) {
      // Once more after its end: what it did last may be what is waited for.
      again = process.isAlive() && System.nanoTime() < deadline;
      try {
        T answer = question.call();
        if (right.test(answer)) {
          return answer;
        }
        last = answer;
      } catch (IOException notYet) {
        last = notYet;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
    throw new AssertionError(
        (process.isAlive() ? "not in time: " : "has ended: ") + last + "\n" + out());
  }

  /** The body of a page; anything but 200 is an exception. */
  static String get(String url) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(30)).build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(url + ": " + response.statusCode() + " " + response.body());
    }
    return response.body();
  }

  /** A port of the loopback address that was free a moment ago. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().join();
  }
}
