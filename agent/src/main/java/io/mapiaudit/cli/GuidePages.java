package io.mapiaudit.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** The pages of the manual that are no rule's: {@code operations/install}, {@code monitoring}. */
final class GuidePages {

  private static final String WORD = "[a-z0-9]+(?:-[a-z0-9]+)*";
  private static final Pattern NAME = Pattern.compile(WORD + "(?:/" + WORD + ")?");

  private GuidePages() {}

  /** A page, or what a folder of pages says about itself; empty when there is none. */
  static Optional<String> page(String name) {
    if (!NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    String file = name.contains("/") ? name : name + "/README";
    try (InputStream in =
        GuidePages.class.getResourceAsStream("/io/mapiaudit/docs/" + file + ".md")) {
      return in == null ? Optional.empty() : Optional.of(text(in));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String text(InputStream in) throws IOException {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
      page.write(buffer, 0, n);
    }
    return new String(page.toByteArray(), StandardCharsets.UTF_8).replace("\r\n", "\n");
  }
}
