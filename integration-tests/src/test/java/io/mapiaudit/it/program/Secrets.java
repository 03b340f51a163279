package io.mapiaudit.it.program;

import com.sun.jna.ptr.PointerByReference;
import io.mapiaudit.demo.binding.Mapi32;
import io.mapiaudit.demo.binding.StandInLibrary;
import io.mapiaudit.demo.security.DemoUser;
import io.mapiaudit.demo.security.Impersonation;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Hands secrets to audited calls in every way that a wrapper may, as alice, on threads that are
 * called after her, and then has the agent's commands tell what they know of this process.
 *
 * <p>Arguments: the agent's jar, and a secret.
 */
public final class Secrets {

  private static final long PATIENCE_SECONDS = 60;

  /** A message as a wrapper may have it. */
  public static final class Mail {
    @Override
    public String toString() {
      return "secret-to-string";
    }

    @Override
    public int hashCode() {
      throw new IllegalStateException("secret-hash-code");
    }

    @Override
    public boolean equals(Object other) {
      throw new IllegalStateException("secret-equals");
    }
  }

  private Secrets() {}

  public static void main(String[] arguments) throws Exception {
    Thread worker = new Thread(Secrets::work, "alice");
    worker.start();
    worker.join();
    String java =
        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
    String pid = String.valueOf(ProcessHandle.current().pid());
    List<String> status = List.of(java, "-jar", arguments[0], "status", pid);
    // What the worker did last is in the agent's journal, and may not have been counted yet.
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    String told = printed(status);
    while (!told.contains("logon 2")) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("both logons have not been counted: " + told);
      }
      told = printed(status);
    }
    System.out.print(told);
    List<String> json = new ArrayList<>(status);
    json.add("--json");
    System.out.print(printed(json));
  }

  private static String printed(List<String> command) throws Exception {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    if (code != 0) {
      throw new IllegalStateException("status ended with " + code);
    }
    return out;
  }

  private static void work() {
    try {
      Impersonation.as(DemoUser.ALICE, Secrets::call);
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static void call() throws Exception {
    Mapi32 mapi = StandInLibrary.bind(Mapi32.class);
    PointerByReference session = new PointerByReference();
    mapi.MAPIInitialize(null);
    mapi.MAPILogonEx(null, "alice", "secret-jna-password", 0, session);
    long own = logon("secret-server", "CORP\\alice", "secret-password", new char[] {'s', 'e'});
    Thread.currentThread().setName("CORP\\alice-worker");
    Thread other =
        new Thread(
            () -> onNotify(own, "secret-subject", "secret-body".getBytes(StandardCharsets.UTF_8)),
            "alice-other");
    other.start();
    other.join();
    try {
      send(own, "secret-recipient", new Mail(), new String[] {"secret-array"});
    } catch (IllegalStateException expected) {
      // It is what the wrapper throws.
    }
    release(own, "secret-release");
    mapi.UlRelease(session.getValue());
    mapi.MAPIUninitialize();
  }

  /** Configured: a logon whose second argument is the profile. */
  static long logon(String server, String profile, String password, char[] more) {
    return 0L + server.length() + profile.length() + password.length() + more.length;
  }

  /** Configured: a call. */
  static int send(long session, String to, Mail mail, String[] files) {
    if (files.length > 0) {
      throw new IllegalStateException("secret-thrown " + session + to);
    }
    return 0;
  }

  /** Configured: a notification. */
  static void onNotify(long session, String subject, byte[] body) {}

  /** Configured: a release. */
  static int release(long session, String why) {
    return 0;
  }
}
