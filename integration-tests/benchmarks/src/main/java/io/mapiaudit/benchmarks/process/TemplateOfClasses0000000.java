package io.mapiaudit.benchmarks.process;

import java.util.ArrayList;
import java.util.List;

/** What {@link ManyClasses} makes its classes of: as large as classes mostly are. */
final class TemplateOfClasses0000000 {

  private final List<String> lines = new ArrayList<>();
  private String title = "";
  private int width;

  void title(String text) {
    title = text == null ? "" : text.trim();
    width = Math.max(width, title.length());
  }

  void add(String line) {
    for (String part : line.split("\n", -1)) {
      lines.add(part);
      width = Math.max(width, part.length());
    }
  }

  int width() {
    return width;
  }

  List<String> lines() {
    return new ArrayList<>(lines);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(title).append('\n');
    for (int i = 0; i < width; i++) {
      text.append('=');
    }
    for (String line : lines) {
      text.append('\n').append(line);
    }
    return text.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TemplateOfClasses0000000
        && lines.equals(((TemplateOfClasses0000000) other).lines)
        && title.equals(((TemplateOfClasses0000000) other).title);
  }

  @Override
  public int hashCode() {
    return 31 * title.hashCode() + lines.hashCode();
  }
}
