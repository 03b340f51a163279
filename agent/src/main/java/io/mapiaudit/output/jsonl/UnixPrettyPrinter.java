package io.mapiaudit.output.jsonl;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;

/** Indents by two spaces and ends lines with {@code \n} on every system. */
final class UnixPrettyPrinter extends DefaultPrettyPrinter {

  private static final long serialVersionUID = 1L;
  private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");

  UnixPrettyPrinter() {
    indentObjectsWith(INDENTER);
    indentArraysWith(INDENTER);
  }
}
