package io.mapiaudit.output.html;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the page together from its template, style, script and data. */
final class Page {

  private static final Pattern SLOT = Pattern.compile("\\{\\{([a-z]+)\\}\\}");

  private static final String[] SCRIPTS = {
    "base.js",
    "data.js",
    "filter.js",
    "markdown.js",
    "findings.js",
    "drawing.js",
    "timeline.js",
    "lane.js",
    "input.js",
    "sessions.js",
    "environment.js",
    "trend.js",
    "page.js"
  };

  private Page() {}

  /**
   * Writes it.
   *
   * @param title text
   * @param withoutScript text for where scripts do not run
   * @param data JSON that can stand in a script element
   */
  static void write(OutputStream out, String title, String withoutScript, byte[] data)
      throws IOException {
    StringBuilder script = new StringBuilder("'use strict';\n(() => {\n");
    for (String file : SCRIPTS) {
      script.append(resource(file));
    }
    script.append("})();\n");
    String style = resource("report.css");
    Map<String, byte[]> slots = new HashMap<>();
    slots.put("title", utf8(escaped(title)));
    slots.put("withoutscript", utf8(escaped(withoutScript)));
    slots.put("policy", utf8(policy(script.toString(), style)));
    slots.put("style", utf8(style));
    slots.put("script", utf8(script.toString()));
    slots.put("data", data);
    String template = resource("report.html");
    Matcher slot = SLOT.matcher(template);
    int at = 0;
    while (slot.find()) {
      out.write(utf8(template.substring(at, slot.start())));
      out.write(slots.get(slot.group(1)));
      at = slot.end();
    }
    out.write(utf8(template.substring(at)));
  }

  /** Nothing may be loaded or run but what is in the page, whatever its data say. */
  private static String policy(String script, String style) {
    return "default-src 'none'; script-src '"
        + hash(script)
        + "'; style-src '"
        + hash(style)
        + "'; base-uri 'none'; form-action 'none'";
  }

  private static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(utf8(text));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Text as HTML. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** With the line ends that browsers see, for the hashes to be theirs. */
  private static String resource(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(Page.class.getResourceAsStream(name), name)) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
        bytes.write(buffer, 0, n);
      }
      return new String(bytes.toByteArray(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
  }
}
