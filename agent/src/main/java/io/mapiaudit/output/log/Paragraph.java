package io.mapiaudit.output.log;

/** Breaks text between words. */
final class Paragraph {

  private Paragraph() {}

  /**
   * Appends the text in lines of at most {@code width} columns; only a word that is longer than
   * that goes beyond, so that SIDs and paths can be copied.
   *
   * @param first what the first line begins with
   * @param indent what the further lines begin with
   */
  static void append(StringBuilder out, String first, String indent, String text, int width) {
    StringBuilder line = new StringBuilder(first);
    boolean empty = true;
    for (String word : text.trim().split(" +", -1)) {
      if (!empty && line.length() + 1 + word.length() > width) {
        out.append(line).append('\n');
        line.setLength(0);
        line.append(indent);
        empty = true;
      }
      if (!empty) {
        line.append(' ');
      }
      line.append(word);
      empty = false;
    }
    out.append(line).append('\n');
  }
}
