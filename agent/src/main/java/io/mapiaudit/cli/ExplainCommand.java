package io.mapiaudit.cli;

import io.mapiaudit.config.Suggestion;
import io.mapiaudit.output.jsonl.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code explain [<rule or page>]}: prints a page of the manual, or lists the rules. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description =
        "Prints the page of a rule, or one of the operator's guide (operations lists them, as"
            + " operations/install); without a name, lists all rules.")
final class ExplainCommand implements Callable<Integer> {

  private final Terminal terminal;
  private final RuleBook rules;

  @Parameters(
      arity = "0..1",
      paramLabel = "<rule or page>",
      description = "The rule's id, or the page's name.")
  private String rule;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  ExplainCommand(Terminal terminal, RuleBook rules) {
    this.terminal = terminal;
    this.rules = rules;
  }

  @Override
  public Integer call() {
    if (rule == null) {
      list();
    } else {
      explain(rule);
    }
    return ExitCode.OK.code();
  }

  private void explain(String id) {
    Optional<String> found = rules.page(id);
    String page =
        (found.isPresent() ? found : GuidePages.page(id))
            .orElseThrow(
                () ->
                    new CommandFailure(
                        ExitCode.USAGE,
                        "there is no rule '" + id + "'",
                        Suggestion.nearest(id, ids())
                            .map(near -> "write " + near)
                            .orElse(
                                "run explain without a rule to list them; explain operations is the"
                                    + " operator's guide")));
    if (json) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put(found.isPresent() ? "rule" : "name", id);
      rules.rules().stream()
          .filter(entry -> entry.id().equals(id))
          .findFirst()
          .ifPresent(entry -> fields.putAll(fields(entry)));
      fields.put("page", page);
      terminal.json(Json.line(fields));
    } else {
      terminal.text(page.endsWith("\n") ? page : page + "\n");
    }
  }

  private void list() {
    List<RuleBook.Entry> entries = rules.rules();
    if (json) {
      List<Object> list = new ArrayList<>();
      entries.forEach(entry -> list.add(fields(entry)));
      terminal.json(Json.line(list));
      return;
    }
    int width = entries.stream().mapToInt(entry -> entry.id().length()).max().orElse(1);
    for (RuleBook.Entry entry : entries) {
      String severity = entry.severity() == null ? "" : entry.severity();
      String line =
          String.format(
              Locale.ROOT, "%-" + width + "s  %-8s  %s", entry.id(), severity, entry.summary());
      terminal.text(line.replaceAll(" +$", "") + "\n");
    }
  }

  private static Map<String, Object> fields(RuleBook.Entry entry) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("rule", entry.id());
    fields.put("severity", entry.severity());
    fields.put("summary", entry.summary());
    return fields;
  }

  private List<String> ids() {
    return rules.rules().stream().map(RuleBook.Entry::id).collect(Collectors.toList());
  }
}
