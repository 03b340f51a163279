package io.mapiaudit.benchmarks.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints the results of all parts as one table, and writes them into one JSON file. */
public final class ResultTable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String[] HEADINGS = {"what", "measured", "ratio", "target", "verdict", ""};

  private ResultTable() {}

  /**
   * Makes the table.
   *
   * @param arguments directory of the parts' files; JSON file to write; {@code quick} or {@code
   *     full}
   */
  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    ArrayNode rows = JSON.createArrayNode();
    for (Path file : parts(directory)) {
      for (String line : Files.readAllLines(file)) {
        rows.add(read(file, line));
      }
    }
    ObjectNode all = JSON.createObjectNode();
    all.put("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    all.put("mode", arguments[2]);
    all.put("machine", machine());
    all.set("rows", rows);
    Files.writeString(
        Path.of(arguments[1]),
        JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n");
    System.out.print(text(rows));
    System.out.println();
    System.out.println(machine() + "; " + arguments[2] + " run of " + all.get("time").asText());
  }

  private static List<Path> parts(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".jsonl"))
          .sorted()
          .collect(Collectors.toList());
    }
  }

  private static ObjectNode read(Path file, String line) throws IOException {
    ObjectNode row = JSON.createObjectNode();
    String part = file.getFileName().toString();
    row.put("part", part.substring(0, part.length() - ".jsonl".length()));
    JsonNode fields = JSON.readTree(line);
    if (!fields.path("what").isTextual() || !fields.path("verdict").isTextual()) {
      throw new IOException(file + ": a row needs 'what' and 'verdict': " + line);
    }
    row.setAll((ObjectNode) fields);
    return row;
  }

  private static String machine() {
    return String.format(
        "%d cores, %s %s, Java %s",
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        System.getProperty("java.version"));
  }

  private static String text(ArrayNode rows) {
    List<String[]> lines = new ArrayList<>();
    lines.add(HEADINGS);
    for (JsonNode row : rows) {
      lines.add(
          new String[] {
            row.path("what").asText(),
            amount(row.get("measured"), row.path("unit").asText()),
            row.hasNonNull("ratio")
                ? String.format(Locale.ROOT, "%.3f", row.get("ratio").asDouble())
                : "",
            row.path("target").asText(""),
            row.path("verdict").asText(),
            row.path("detail").asText("")
          });
    }
    int[] widths = new int[HEADINGS.length];
    for (String[] line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line[i].length());
      }
    }
    return lines.stream().map(line -> aligned(line, widths)).collect(Collectors.joining());
  }

  /** Numbers to the right, words to the left. */
  private static String aligned(String[] line, int[] widths) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      boolean number = i == 1 || i == 2;
      text.append(
          String.format("%" + (number ? "" : "-") + Math.max(widths[i], 1) + "s  ", line[i]));
    }
    return text.toString().stripTrailing() + "\n";
  }

  /** Three significant digits; whole numbers from a hundred on. */
  private static String amount(JsonNode amount, String unit) {
    if (amount == null || amount.isNull()) {
      return "";
    }
    double value = amount.asDouble();
    int digits = value == 0 ? 0 : (int) Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
    return String.format(Locale.ROOT, "%,." + Math.min(digits, 3) + "f %s", value, unit);
  }
}
