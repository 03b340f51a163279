package io.mapiaudit.cli;

import io.mapiaudit.model.Suppressions;
import io.mapiaudit.output.jsonl.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code baseline <dir>... -o file}: accepts what runs have found so far. */
@Command(
    name = "baseline",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a file of suppressions for all that recorded runs have found, so that only new"
          + " findings count from now on.",
      "Each is bound to its rule and its whole stack, unless --by-method is given."
    })
final class BaselineCommand implements Callable<Integer> {

  private static final int DAYS = 90;

  private final Terminal terminal;
  private final Replay replay;

  @Parameters(
      arity = "1..*",
      paramLabel = "<journal dir>",
      description = "The folder of a run, or one that holds such folders.")
  private List<Path> folders;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "<file>",
      description = "The file to write, for the key suppressions and for --suppressions.")
  private Path output;

  @Option(
      names = "--owner",
      paramLabel = "<name>",
      description = "Who answers for the entries. Default: the user.")
  private String owner = System.getProperty("user.name", "nobody");

  @Option(
      names = "--expires",
      paramLabel = "<date>",
      description = "The last day they apply, as in 2027-01-31. Default: in " + DAYS + " days.")
  private String expires;

  @Option(
      names = "--reason",
      paramLabel = "<text>",
      description = "Why they are accepted. Default: that and when they were known.")
  private String reason;

  @Option(
      names = "--suppressions",
      paramLabel = "<file>",
      description = "A file of suppressions that is there already; what it covers is left out.")
  private Path suppressionFile;

  @Option(
      names = "--by-method",
      description =
          "Bind each to its rule and the innermost method of the program: survives changes"
              + " elsewhere on the stack, and accepts new ways to that method too.")
  private boolean byMethod;

  @Option(names = "--force", description = "Replace the file when it is there.")
  private boolean force;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  BaselineCommand(Terminal terminal, Replay replay) {
    this.terminal = terminal;
    this.replay = replay;
  }

  @Override
  public Integer call() throws IOException {
    if (json) {
      replay.beSilent();
    }
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    Baseline baseline =
        new Baseline(
            word("--reason", reason == null ? "known on " + today : reason),
            word("--owner", owner),
            expiry(today),
            byMethod);
    Suppressions covered = GivenSuppressions.read(suppressionFile);
    List<Path> runs = RunFolders.find(folders);
    if (Files.exists(output) && !force) {
      throw new CommandFailure(
          ExitCode.USAGE,
          output + " is there already, perhaps with entries that people have written",
          "name another file with -o, or give --force to replace it");
    }
    replay.run(runs, finding -> baseline.add(covered.apply(finding)));
    write(baseline.text());
    tell(baseline.size());
    return ExitCode.OK.code();
  }

  private void tell(int entries) {
    if (json) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("file", output.toString());
      fields.put("entries", entries);
      terminal.json(Json.line(fields));
    } else {
      terminal.text(
          (entries == 1 ? "1 entry" : entries + " entries")
              + " in "
              + output
              + "; set the key suppressions to it\n");
    }
  }

  private void write(String text) {
    try {
      Files.write(
          output,
          text.getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.WRITE,
          force ? StandardOpenOption.CREATE : StandardOpenOption.CREATE_NEW,
          StandardOpenOption.TRUNCATE_EXISTING);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "the file of suppressions cannot be written: " + e,
          "name a file with -o that can be");
    }
  }

  private LocalDate expiry(LocalDate today) {
    if (expires == null) {
      return today.plusDays(DAYS);
    }
    try {
      return LocalDate.parse(expires);
    } catch (DateTimeParseException e) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--expires: '" + expires + "' is no date",
          "write the last day they are to apply on, as in 2027-01-31");
    }
  }

  private static String word(String option, String text) {
    if (text.trim().isEmpty()
        || text.indexOf('|') >= 0
        || text.chars().anyMatch(Character::isISOControl)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          option + ": '" + text + "' cannot stand in a file of suppressions",
          "write a text without | and line ends");
    }
    return text.trim();
  }
}
