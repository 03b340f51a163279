package io.mapiaudit.cli.soak;

import io.mapiaudit.cli.report.KnownFinding;
import io.mapiaudit.output.jsonl.Json;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Tells how a soak goes: lines for people, or one JSON object a line. */
public final class SoakTeller {

  private final Consumer<String> lines;
  private final boolean json;

  /**
   * A teller.
   *
   * @param lines takes a line without its end
   */
  public SoakTeller(Consumer<String> lines, boolean json) {
    this.lines = lines;
    this.json = json;
  }

  /** Something about the soak itself. */
  public void note(String text) {
    if (!json) {
      lines.accept(text);
    }
  }

  /** A fact about the soak itself, for programs. */
  public void fact(Map<String, Object> fields) {
    if (json) {
      lines.accept(Json.line(fields));
    }
  }

  /** The newest numbers of a run; {@code before} are those told last, null at first. */
  void sample(
      long elapsed, long since, Path run, Map<String, Object> sample, Map<String, Object> before) {
    String name = run.getFileName().toString();
    if (json) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("event", "sample");
      fields.put("elapsedSeconds", elapsed);
      fields.put("run", name);
      fields.put("sample", sample);
      lines.accept(Json.line(fields));
    } else {
      lines.accept(
          SoakLines.clock(elapsed) + "  " + name + ": " + SoakLines.sample(sample, before, since));
    }
  }

  /** A finding that was not there before, or became graver. */
  void finding(long elapsed, KnownFinding finding) {
    if (json) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("event", "finding");
      fields.put("elapsedSeconds", elapsed);
      fields.put("finding", finding.fields());
      lines.accept(Json.line(fields));
    } else {
      lines.accept(SoakLines.clock(elapsed) + "  new: " + finding.headline());
    }
  }
}
