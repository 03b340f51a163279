package io.mapiaudit.output;

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

/** Findings for the tests of outputs. */
public final class SampleFindings {

  /** 2024-05-17T09:30:00.000125Z. */
  public static final long START_MICROS = 1_715_938_200_000_125L;

  public static final NamedIdentity SERVICE =
      new NamedIdentity(
          new Identity("S-1-5-18", Source.PROCESS, Level.NONE, 0x1f2, 0x3e7, 0),
          "NT AUTHORITY\\SYSTEM");

  public static final NamedIdentity ALICE =
      new NamedIdentity(
          new Identity("S-1-5-21-1-2-3-1001", Source.THREAD, Level.IMPERSONATION, 0xabc, 0x9f01, 2),
          "ACME\\alice");

  public static final RunInfo RUN =
      new RunInfo(
          4711,
          "mail-1",
          "1.0.0",
          START_MICROS,
          SERVICE.identity(),
          Transport.RPC_HTTP,
          30_000_000);

  private SampleFindings() {}

  /** A finding of which nothing is absent but related threads and a suppression. */
  public static Finding.Builder complete() {
    return bare()
        .fingerprint("c0ffee")
        .count(10)
        .seen(START_MICROS, START_MICROS + 1_500_000)
        .message(
            "IMAPIAdviseSink::OnNotify on thread \"Thread-7\" ran as NT AUTHORITY\\SYSTEM"
                + " (S-1-5-18), the process's identity; session 3 was opened as ACME\\alice"
                + " (S-1-5-21-1-2-3-1001) by thread \"main\".")
        .remedy("Do not use thread impersonation with MAPI.")
        .help("Source 000; mapi-audit explain async-notification-in-process-identity")
        .process(RUN, SERVICE)
        .session(new Finding.Session("3", Bridge.JNA, ALICE, "main", true))
        .thread(new ThreadInfo(7, "Thread-7", 31, 4242, false, true), "main")
        .operation(
            new Finding.Operation(
                new EntryPoint(
                    Kind.NOTIFICATION,
                    Bridge.JNA,
                    "IMAPIAdviseSink",
                    "OnNotify",
                    "",
                    ResultType.HRESULT),
                "0x00000000"))
        .expected(ALICE)
        .actual(SERVICE)
        .stack(Stack.of(Arrays.asList("com.acme.Sink.onNotify(Sink.java:12)", "a.B.c(B.java:3)")))
        .logonStack(Stack.of(Arrays.asList("com.acme.Mail.logon(Mail.java:40)")))
        .originStack(Stack.of(Arrays.asList("com.acme.Login.as(Login.java:8)")));
  }

  /** A finding with its rule and severity only. */
  public static Finding.Builder bare() {
    return bare(Severity.CRITICAL);
  }

  public static Finding.Builder bare(Severity severity) {
    return new Finding.Builder("async-notification-in-process-identity", severity);
  }
}
