package io.mapiaudit.cli;

import io.mapiaudit.cli.soak.Soak;
import io.mapiaudit.cli.soak.SoakSpan;
import io.mapiaudit.cli.soak.SoakTarget;
import io.mapiaudit.cli.soak.SoakTeller;
import io.mapiaudit.cli.soak.SoakVerdict;
import io.mapiaudit.output.jsonl.Json;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code soak}: watches a program for hours, tells its numbers at intervals and judges it. */
@Command(
    name = "soak",
    mixinStandardHelpOptions = true,
    customSynopsis = {
      "soak [<options>] <pid or main class>",
      "       soak [<options>] -- <command>..."
    },
    description = {
      "Starts a program under the agent, or joins one that runs; prints its numbers at intervals and"
          + " at the end a verdict. The exit code is 1 for findings at or above --fail-on, and when"
          + " the program that was started fails.",
      "A program that was started is asked to end when the time is over; one that was joined goes on"
          + " without the agent. Ctrl-C ends the soak with its verdict."
    })
final class SoakCommand implements Callable<Integer> {

  /** Reads spans of time. */
  static final class SpanConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      try {
        return SoakSpan.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  private final Terminal terminal;
  private final PrintStream err;
  private final Replay replay;
  private final Progress progress;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "<target>",
      description =
          "The process id or a part of the main class of a program that runs; or --, and the"
              + " command that starts one.")
  private List<String> target;

  @Option(
      names = "--for",
      paramLabel = "<span>",
      converter = SpanConverter.class,
      description = "How long at most, as in 8h or 1h30m. Default: until the program ends.")
  private Duration most;

  @Option(
      names = "--every",
      paramLabel = "<span>",
      defaultValue = "5m",
      converter = SpanConverter.class,
      description = "Time between two summaries. Default: ${DEFAULT-VALUE}.")
  private Duration every;

  @Option(
      names = "--fail-on",
      paramLabel = "<severity>",
      defaultValue = "high",
      converter = FailOn.Converter.class,
      description =
          "Fail for findings of this severity or above: low, medium, high, critical or none."
              + " Default: ${DEFAULT-VALUE}.")
  private FailOn failOn;

  @Option(
      names = "--set",
      paramLabel = "<key=value>",
      description = "A setting of the agent, without the prefix mapi.audit.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(names = "--json", description = "Print JSON, one object a line.")
  private boolean json;

  SoakCommand(Terminal terminal, PrintStream err, Replay replay, Progress progress) {
    this.terminal = terminal;
    this.err = err;
    this.replay = replay;
    this.progress = progress;
  }

  @Override
  public Integer call() throws Exception {
    if (json) {
      replay.beSilent();
      progress.silence();
    }
    SoakTeller teller = new SoakTeller(this::print, json);
    SoakSettings given = new SoakSettings(settings, every);
    SoakTargets targets = new SoakTargets(given, teller, progress, json ? err : null);
    List<String> all = spec.commandLine().getParseResult().originalArgs();
    int dashes = all.indexOf("--");
    boolean command = dashes >= 0;
    if (target.size() != (command ? all.size() - dashes - 1 : 1)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "soak joins one program: " + String.join(" ", target),
          "put -- before a command that is to be started");
    }
    SoakTarget program = command ? targets.start(target) : targets.join(target.get(0));
    Soak soak =
        new Soak(
            program,
            most,
            every,
            failOn.least().orElse(null),
            teller,
            new AbruptEnd(replay, given.suppressions()));
    return new Stoppable(soak).run(this::report);
  }

  private int report(SoakVerdict verdict) {
    if (!verdict.isAudited()) {
      throw new CommandFailure(
          ExitCode.SELF_TEST_FAILED,
          "no Java program has loaded the agent, so nothing was audited",
          "see what the program said; give the java command itself behind --");
    }
    if (json) {
      terminal.json(Json.line(verdict.fields()));
    } else {
      verdict.lines().forEach(this::print);
    }
    return (verdict.isFailed() ? ExitCode.FINDINGS : ExitCode.OK).code();
  }

  private void print(String line) {
    if (json) {
      terminal.json(line);
    } else {
      terminal.text(line + "\n");
    }
  }

  /** Has Ctrl-C end the soak with its verdict and exit code. */
  private static final class Stoppable {
    private final Soak soak;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile int code = ExitCode.BAD_INPUT.code();

    Stoppable(Soak soak) {
      this.soak = soak;
    }

    int run(ToIntFunction<SoakVerdict> report) throws Exception {
      Thread hook = new Thread(this::stop, "mapi-audit-soak-stop");
      Runtime.getRuntime().addShutdownHook(hook);
      try {
        code = report.applyAsInt(soak.run());
        return code;
      } catch (CommandFailure failure) {
        code = failure.exitCode().code();
        throw failure;
      } finally {
        over.countDown();
        try {
          Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
          // It is the hook that goes on now.
        }
      }
    }

    private void stop() {
      soak.stop();
      try {
        over.await();
      } catch (InterruptedException impatient) {
        return;
      }
      // The JVM's own code would tell of the signal.
      Runtime.getRuntime().halt(code);
    }
  }
}
