package io.mapiaudit.demo.runner;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The rules that runs of the agent raised, each with its highest severity. */
final class Findings {

  private final Map<String, Severity> rules;
  private final int runs;

  private Findings(Map<String, Severity> rules, int runs) {
    this.rules = Collections.unmodifiableMap(rules);
    this.runs = runs;
  }

  /** Reads every run folder in {@code dir}. */
  static Findings in(Path dir) throws IOException {
    Map<String, Severity> rules = new TreeMap<>();
    int runs = 0;
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(dir, Files::isDirectory)) {
      for (Path folder : folders) {
        if (Files.exists(folder.resolve("run.json"))) {
          runs++;
        }
        Path file = folder.resolve("findings.jsonl");
        if (Files.exists(file)) {
          try (Reader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            collect(lines, rules);
          }
        }
      }
    }
    return new Findings(rules, runs);
  }

  /** The findings in text of the form of {@code findings.jsonl}. */
  static Findings parse(Reader lines) throws IOException {
    Map<String, Severity> rules = new TreeMap<>();
    collect(lines, rules);
    return new Findings(rules, 1);
  }

  /** Rule ids with their highest severity. */
  Map<String, Severity> rules() {
    return rules;
  }

  /** How many audited processes left a run folder. */
  int runs() {
    return runs;
  }

  private static void collect(Reader lines, Map<String, Severity> rules) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(lines)) {
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        String rule = null;
        Severity severity = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String field = parser.currentName();
          parser.nextToken();
          if (field.equals("rule")) {
            rule = parser.getText();
          } else if (field.equals("severity")) {
            severity = Severity.ofLabel(parser.getText());
          } else {
            parser.skipChildren();
          }
        }
        if (rule == null || severity == null) {
          throw new IOException("a finding without rule or severity");
        }
        rules.merge(rule, severity, (a, b) -> a.isAbove(b) ? a : b);
      }
    }
  }
}
