package io.mapiaudit.runtime;

import io.mapiaudit.boot.Probe;
import io.mapiaudit.capture.Capture;
import io.mapiaudit.identity.TokenLibrary;
import io.mapiaudit.identity.TokenReader;
import io.mapiaudit.instrument.EntryPointCatalogue;
import io.mapiaudit.instrument.HookReport;
import io.mapiaudit.instrument.Instrumenter;
import io.mapiaudit.journal.JournalTail;
import io.mapiaudit.journal.JournalWriter;
import io.mapiaudit.model.RunInfo;
import io.mapiaudit.model.Transport;
import io.mapiaudit.rules.RuleEngine;
import java.io.File;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Collections;
import java.util.concurrent.TimeUnit;

public final class Agent {
  public static void start(String arguments, Instrumentation instrumentation, File jar)
      throws Exception {
    System.setProperty("net.bytebuddy.safe", "true");
    String lib = "advapi32";
    String dir = "mapi-audit";
    for (String a : arguments.split(",")) {
      if (a.startsWith("identity.library=")) lib = a.substring(17);
      if (a.startsWith("dir=")) dir = a.substring(4);
    }
    TokenReader tokens = TokenLibrary.open(lib);
    System.err.println("process " + tokens.process());
    RunInfo run =
        new RunInfo(1, "h", "v", System.currentTimeMillis() * 1000, tokens.process(), Transport.RPC_HTTP, 1000000);
    Path d = Paths.get(dir, "run");
    java.nio.file.Files.createDirectories(d);
    JournalWriter journal = JournalWriter.open(d, run, 64 << 20);
    EntryPointCatalogue catalogue = EntryPointCatalogue.with(Collections.emptyList());
    HookReport report = new HookReport();
    new Instrumenter(catalogue, report).install(instrumentation);
    System.err.println("selftest " + SelfTest.run(tokens) + " " + report.hooked() + report.problems());
    ErrorLedger ledger = new ErrorLedger();
    Probe.install(new Capture(catalogue, tokens, journal, ledger));
    RuleEngine engine =
        new RuleEngine(f -> System.err.println(f.rule() + " " + f.severity() + ": " + f.message()));
    io.mapiaudit.model.event.EventHandler h = engine.run("live");
    JournalTail tail = journal.tail();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    journal.close();
                    int n = 0;
                    while (tail.awaitChange(100, TimeUnit.MILLISECONDS)) n += tail.poll(h, 1000);
                    System.err.println("events " + n + " " + report.hooked() + report.problems());
                    for (ErrorLedger.Entry e : ledger.entries()) e.first().printStackTrace();
                  } catch (Exception e) {
                    e.printStackTrace();
                  }
                }));
  }
}
