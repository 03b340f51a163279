package io.mapiaudit.cli;

import io.mapiaudit.config.Suggestion;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Entry to the command line. */
public final class Main {

  private final PrintStream out;
  private final PrintStream err;

  private Main(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /**
   * Runs a command.
   *
   * @param args command, options and arguments
   * @param out what was asked for
   * @param err what went wrong
   * @return an {@link ExitCode}'s number; never throws
   */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    PlainLine plain = PlainLine.of(args);
    if (plain != null) {
      return new Main(out, err).execute(plain);
    }
    JournalRecordings journals = new JournalRecordings(err);
    int code = run(args, out, err, new CatalogueBook(), Optional.of(journals.replay()));
    return journals.anyCorrupt() ? ExitCode.BAD_INPUT.code() : code;
  }

  /** Runs a command; without a replay there is no such command. */
  static int run(
      String[] args, PrintStream out, PrintStream err, RuleBook rules, Optional<Replay> replay) {
    return new Main(out, err).execute(args, rules, replay);
  }

  private int execute(PlainLine line) {
    try {
      return new AttachCommand(new Terminal(out), Progress.on(err)).with(line).call();
    } catch (Exception e) {
      return failed(e);
    } catch (Error e) {
      return unforeseen(e);
    }
  }

  private int execute(String[] args, RuleBook rules, Optional<Replay> replay) {
    Terminal terminal = new Terminal(out);
    CommandLine line = new CommandLine(new RootCommand());
    line.addSubcommand(new ListCommand(terminal));
    line.addSubcommand(new AttachCommand(terminal, Progress.on(err)));
    line.addSubcommand(new StatusCommand(terminal));
    line.addSubcommand(new DetachCommand(terminal));
    line.addSubcommand(new DoctorCommand(terminal));
    line.addSubcommand(new DiscoverCommand(terminal, err));
    line.addSubcommand(new ExplainCommand(terminal, rules));
    replay.ifPresent(value -> line.addSubcommand(new ReplayCommand(terminal, value)));
    replay.ifPresent(value -> line.addSubcommand(new ReportCommand(terminal, value)));
    replay.ifPresent(
        value -> line.addSubcommand(new SoakCommand(terminal, err, value, Progress.on(err))));
    // What begins with @ belongs to the commands that soak starts.
    line.setExpandAtFiles(false);
    replay.ifPresent(value -> line.addSubcommand(new BaselineCommand(terminal, value)));
    // Help and version only, which are ASCII; everything else is printed without these.
    line.setOut(new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), true));
    line.setErr(new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true));
    line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    line.setParameterExceptionHandler((e, given) -> usage(e));
    line.setExecutionExceptionHandler((e, command, parsed) -> failed(e));
    try {
      return line.execute(args);
    } catch (Error e) {
      return unforeseen(e);
    }
  }

  private int usage(ParameterException e) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    err.println("mapi-audit: " + Terminal.printable(String.valueOf(e.getMessage())));
    suggestion(e).ifPresent(word -> err.println("Did you mean: " + word));
    err.println("Help: " + command + " --help");
    return ExitCode.USAGE.code();
  }

  private static Optional<String> suggestion(ParameterException e) {
    if (!(e instanceof UnmatchedArgumentException)) {
      return Optional.empty();
    }
    List<String> unmatched = ((UnmatchedArgumentException) e).getUnmatched();
    List<String> known = new ArrayList<>(e.getCommandLine().getSubcommands().keySet());
    known.addAll(e.getCommandLine().getCommandSpec().optionsMap().keySet());
    return unmatched.isEmpty() ? Optional.empty() : Suggestion.nearest(unmatched.get(0), known);
  }

  private int failed(Exception e) {
    if (e instanceof CommandFailure) {
      CommandFailure failure = (CommandFailure) e;
      err.println(
          Terminal.printable(
              "mapi-audit: " + failure.getMessage() + ". Fix: " + failure.fix() + "."));
      return failure.exitCode().code();
    }
    if (e instanceof IOException || e instanceof UncheckedIOException) {
      err.println(Terminal.printable("mapi-audit: " + e));
      return ExitCode.BAD_INPUT.code();
    }
    return unforeseen(e);
  }

  private int unforeseen(Throwable e) {
    err.println("mapi-audit: an error nobody foresaw; please report it with these lines:");
    e.printStackTrace(err);
    return ExitCode.BAD_INPUT.code();
  }
}
