package io.mapiaudit.cli;

import io.mapiaudit.model.Candidate;
import io.mapiaudit.model.Candidate.Guess;
import io.mapiaudit.model.Candidate.Need;
import io.mapiaudit.output.jsonl.Json;
import io.mapiaudit.runtime.Discovery;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code discover <jar or dir>...}: what looks like MAPI in class files, as configuration. */
@Command(
    name = "discover",
    mixinStandardHelpOptions = true,
    description = {
      "Lists native methods and JNA interfaces that look like MAPI or impersonation, as",
      "configuration ready to be pasted into mapi-audit.conf. Archives inside archives are read too."
    })
final class DiscoverCommand implements Callable<Integer> {

  private final Terminal terminal;
  private final PrintStream err;
  private boolean allRead = true;

  @Parameters(
      arity = "1..*",
      paramLabel = "<jar or dir>",
      description = "Archives, class files, or folders that hold such.")
  private List<Path> paths;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  DiscoverCommand(Terminal terminal, PrintStream err) {
    this.terminal = terminal;
    this.err = err;
  }

  @Override
  public Integer call() throws IOException {
    Discovery discovery = new Discovery(this::unreadable);
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new CommandFailure(
            ExitCode.BAD_INPUT,
            path + " does not exist",
            "name the jars of the program, or the folder they are in");
      }
    }
    for (Path path : paths) {
      discovery.read(path);
    }
    List<Candidate> found = discovery.candidates();
    if (json) {
      terminal.json(
          Json.line(found.stream().map(DiscoverCommand::fields).collect(Collectors.toList())));
    } else {
      terminal.text(CandidateText.of(found, discovery.classes()));
    }
    return (allRead ? ExitCode.OK : ExitCode.BAD_INPUT).code();
  }

  private void unreadable(String file, String why) {
    allRead = false;
    err.println(Terminal.printable("mapi-audit: " + file + " is passed over: " + why));
  }

  private static Map<String, Object> fields(Candidate candidate) {
    Guess guess = candidate.guess();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("class", candidate.className());
    fields.put("method", candidate.method());
    fields.put("descriptor", candidate.descriptor());
    fields.put("kind", guess.kind() == null ? null : guess.kind().label());
    fields.put("session", guess.session());
    fields.put("profile", guess.profile());
    fields.put("flags", guess.flags());
    fields.put("result", guess.result());
    fields.put("reason", guess.reason());
    fields.put("check", guess.doubt().isEmpty() ? null : guess.doubt());
    fields.put("bridge", candidate.bridge().label());
    fields.put("needsConfiguration", candidate.need() != Need.NONE);
    fields.put("file", candidate.file());
    return fields;
  }
}
