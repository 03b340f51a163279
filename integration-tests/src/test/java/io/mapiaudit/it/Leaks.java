package io.mapiaudit.it;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Looks for words in everything that a run has left: files, binary ones too, and its output. */
final class Leaks {

  private static final List<Charset> CHARSETS =
      List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);

  private final Map<String, String> places = new LinkedHashMap<>();

  /** Adds a text, for example standard error. */
  Leaks text(String name, String text) {
    places.put(name, oneCharacterAByte(text.getBytes(StandardCharsets.UTF_8)));
    return this;
  }

  /** Adds every file below a folder, and its name. */
  Leaks folder(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString();
        places.put(name, oneCharacterAByte(Files.readAllBytes(file)));
        text("name of " + name, name);
      }
    }
    return this;
  }

  /** The places there are to look at. */
  Set<String> places() {
    return new TreeSet<>(places.keySet());
  }

  /** Which of the words are where; empty when none is anywhere. */
  Set<String> of(Iterable<String> words) {
    Set<String> found = new TreeSet<>();
    for (String word : words) {
      for (Charset charset : CHARSETS) {
        // One byte is one character: a search for bytes is one for text.
        String pattern = oneCharacterAByte(word.getBytes(charset));
        places.forEach(
            (name, bytes) -> {
              if (bytes.contains(pattern)) {
                found.add(word + " in " + name);
              }
            });
      }
    }
    return found;
  }

  private static String oneCharacterAByte(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
