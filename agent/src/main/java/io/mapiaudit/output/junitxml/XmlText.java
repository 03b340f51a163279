package io.mapiaudit.output.junitxml;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes XML 1.0 in which any text may be quoted. */
final class XmlText {

  private final XMLStreamWriter xml;
  private int depth;
  private boolean inLeaf;

  XmlText(OutputStream out) throws XMLStreamException {
    xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
    xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
  }

  void start(String name) throws XMLStreamException {
    indent();
    xml.writeStartElement(name);
    depth++;
    inLeaf = true;
  }

  void attribute(String name, String value) throws XMLStreamException {
    // A line end there would come back as a blank in any case.
    xml.writeAttribute(name, legal(value).replaceAll("\\s+", " "));
  }

  void text(String text) throws XMLStreamException {
    xml.writeCharacters(legal(text));
  }

  void end() throws XMLStreamException {
    depth--;
    // Blanks in an element without children would be its text.
    if (!inLeaf) {
      indent();
    }
    xml.writeEndElement();
    inLeaf = false;
  }

  void finish() throws XMLStreamException {
    xml.writeEndDocument();
    xml.writeCharacters("\n");
    xml.flush();
  }

  private void indent() throws XMLStreamException {
    StringBuilder line = new StringBuilder("\n");
    for (int i = 0; i < depth; i++) {
      line.append("  ");
    }
    xml.writeCharacters(line.toString());
  }

  /** Replaces by U+FFFD what XML 1.0 cannot hold in any form. */
  static String legal(String text) {
    StringBuilder legal = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      legal.appendCodePoint(isLegal(c) ? c : 0xFFFD);
      at += Character.charCount(c);
    }
    return legal.toString();
  }

  private static boolean isLegal(int c) {
    boolean lineControl = c == '\t' || c == '\n';
    boolean control = c < 0x20 || (c >= 0x7F && c <= 0x9F);
    boolean surrogate = c >= 0xD800 && c <= 0xDFFF;
    return lineControl || !(control || surrogate || c == 0xFFFE || c == 0xFFFF);
  }
}
