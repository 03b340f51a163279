package io.mapiaudit.demo.runner;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rules that runs of the agent raised, each with its highest severity. Immutable. */
final class Findings {

  /** No rule, no run. */
  static final Findings NONE = new Findings(new TreeMap<>(), Collections.emptyList());

  private final Map<String, Severity> rules;
  private final List<Path> runs;

  private Findings(Map<String, Severity> rules, List<Path> runs) {
    this.rules = Collections.unmodifiableMap(rules);
    this.runs = Collections.unmodifiableList(runs);
  }

  /** Reads every run folder in {@code dir}. */
  static Findings in(Path dir) throws IOException {
    Map<String, Severity> rules = new TreeMap<>();
    List<Path> runs = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(dir, Files::isDirectory)) {
      for (Path folder : folders) {
        if (Files.exists(folder.resolve("run.json"))) {
          runs.add(folder);
        }
        Path file = folder.resolve("findings.jsonl");
        if (Files.exists(file)) {
          collect(file, rules);
        }
      }
    }
    Collections.sort(runs);
    return new Findings(rules, runs);
  }

  /** Reads one file of findings: one a line, or within other JSON. */
  static Findings inFile(Path file) throws IOException {
    Map<String, Severity> rules = new TreeMap<>();
    collect(file, rules);
    return new Findings(rules, Collections.emptyList());
  }

  /** Rule ids with their highest severity. */
  Map<String, Severity> rules() {
    return rules;
  }

  /** The folders that audited processes left. */
  List<Path> runs() {
    return runs;
  }

  private static void collect(Path file, Map<String, Severity> rules) throws IOException {
    try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        JsonParser parser = new JsonFactory().createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_OBJECT) {
          collectObject(parser, rules);
        }
      }
    } catch (JsonEOFException e) {
      // The last line of a process that was killed while writing it.
      return;
    }
  }

  /** An object with a rule and a severity is a finding, wherever it stands. */
  private static void collectObject(JsonParser parser, Map<String, Severity> rules)
      throws IOException {
    String rule = null;
    Severity severity = null;
    int depth = 1;
    while (depth > 0) {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.START_OBJECT) {
        collectObject(parser, rules);
      } else if (token == JsonToken.START_ARRAY) {
        depth++;
      } else if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
        depth--;
      } else if (token == JsonToken.VALUE_STRING && "rule".equals(parser.currentName())) {
        rule = parser.getText();
      } else if (token == JsonToken.VALUE_STRING && "severity".equals(parser.currentName())) {
        severity = Severity.ofLabel(parser.getText());
      }
    }
    if (rule != null && severity != null) {
      rules.merge(rule, severity, (a, b) -> a.isAbove(b) ? a : b);
    }
  }
}
