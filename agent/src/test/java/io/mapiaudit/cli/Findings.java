package io.mapiaudit.cli;

import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.EntryPoint.ResultType;
import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.Identity.Level;
import io.mapiaudit.model.Identity.Source;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.NamedIdentity;
import io.mapiaudit.model.RunInfo;
import io.mapiaudit.model.Severity;
import io.mapiaudit.model.Stack;
import io.mapiaudit.model.ThreadInfo;
import io.mapiaudit.model.Transport;
import java.util.Arrays;
import java.util.Collections;

/** Findings to test outputs with. */
public final class Findings {

  /** 2026-03-01T12:00:00.000250Z. */
  public static final long START = 1_772_366_400_000_250L;

  public static final NamedIdentity SYSTEM =
      new NamedIdentity(
          new Identity("S-1-5-18", Source.PROCESS, Level.NONE, 0x1234, 0x3e7, 0),
          "NT AUTHORITY\\SYSTEM");

  public static final NamedIdentity ALICE =
      new NamedIdentity(
          new Identity(
              "S-1-5-21-1-2-3-1001", Source.THREAD, Level.IMPERSONATION, 0xabcd, 0x7f00beef, 2),
          "ACME\\alice");

  public static final RunInfo RUN =
      new RunInfo(
          4711, "mail01", "0.1.0", START, SYSTEM.identity(), Transport.RPC_HTTP, 30_000_000L);

  private Findings() {}

  /** A finding with every part but related threads. */
  public static Finding.Builder full() {
    EntryPoint onNotify =
        new EntryPoint(
            Kind.NOTIFICATION, Bridge.JNA, "IMAPIAdviseSink", "OnNotify", "", ResultType.HRESULT);
    return new Finding.Builder("async-notification-in-process-identity", Severity.CRITICAL)
        .fingerprint("5f3a9c0d11e2b474")
        .seen(START, START + 1_999_750L)
        .message(
            "A notification of session 1 ran as NT AUTHORITY\\SYSTEM, the identity of the process,"
                + " and not as ACME\\alice, who logged on. Over RPC over HTTP the server then drops"
                + " the registration, and calls fail with MAPI_E_NETWORK_ERROR.")
        .remedy(
            "Run the process as a user who may open the mailbox, without impersonation. Or set"
                + " CONNECT_NO_NOTIFICATIONS (0x20) in PR_PROFILE_CONNECT_FLAGS, if the program"
                + " does not need notifications.")
        .help("Async MAPI Notifications in Exchange are a problem for clients that impersonate.")
        .process(RUN, SYSTEM)
        .session(new Finding.Session("1", Bridge.JNA, ALICE, "worker-1", true))
        .thread(new ThreadInfo(7, "Thread-3", 21, 5120, false, true), "main")
        .operation(new Finding.Operation(onNotify, "0x00000000"))
        .expected(ALICE)
        .actual(SYSTEM)
        .stack(stack("com.acme.Sink.onNotify(Sink.java:42)"))
        .logonStack(
            stack("com.acme.Mailbox.logon(Mailbox.java:17)", "com.acme.Main.run(Main.java:9)"))
        .originStack(stack("com.acme.Users.impersonate(Users.java:33)"));
  }

  /** A finding of which nothing is known but rule and severity. */
  public static Finding.Builder bare() {
    return new Finding.Builder("rule-of-a-later-version", Severity.MEDIUM);
  }

  public static Finding.Builder withRelated() {
    return full()
        .related(
            Collections.singletonList(
                new Finding.Related(
                    new ThreadInfo(9, "worker-2", 22, 0, false, false),
                    ALICE,
                    "waits in a release",
                    stack("com.acme.Pool.close(Pool.java:5)"))));
  }

  public static Stack stack(String... frames) {
    return Stack.of(Arrays.asList(frames));
  }
}
