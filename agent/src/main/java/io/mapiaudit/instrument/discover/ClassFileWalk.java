package io.mapiaudit.instrument.discover;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Enumeration;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/** Finds the class files in folders and archives, archives inside archives too. */
final class ClassFileWalk {

  /**
   * An application server's archive holds one that holds libraries; deeper ones are passed over.
   */
  private static final int MAX_DEPTH = 4;

  /** The JVM's own limits keep class files far below; what is larger is something else. */
  private static final int MAX_CLASS_FILE = 32 << 20;

  /** Is told of each. */
  interface Visitor {
    void classFile(String file, byte[] bytes);

    void unreadable(String file, String why);
  }

  private final Visitor visitor;

  ClassFileWalk(Visitor visitor) {
    this.visitor = visitor;
  }

  /** Visits a class file, an archive, or all of them in a folder. */
  void walk(Path root) throws IOException {
    if (Files.isRegularFile(root) && !isClassFile(root.toString())) {
      archive(root); // Named by its user, so whatever its name.
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<Path>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            file(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            visitor.unreadable(file.toString(), e.toString());
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private void file(Path file) {
    String name = file.toString();
    if (isArchive(name)) {
      archive(file);
    } else if (isClassFile(name)) {
      try (InputStream in = Files.newInputStream(file)) {
        visitor.classFile(name, bytes(in));
      } catch (IOException e) {
        visitor.unreadable(name, e.toString());
      }
    }
  }

  private void archive(Path file) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        String place = file + "!/" + entry.getName();
        try (InputStream in = zip.getInputStream(entry)) {
          entry(place, in, 1);
        } catch (IOException | RuntimeException e) {
          visitor.unreadable(place, e.toString());
        }
      }
    } catch (IOException | RuntimeException e) {
      visitor.unreadable(file.toString(), e.toString());
    }
  }

  private void entry(String place, InputStream in, int depth) throws IOException {
    if (isClassFile(place)) {
      visitor.classFile(place, bytes(in));
    } else if (isArchive(place) && depth < MAX_DEPTH) {
      inner(place, in, depth);
    }
  }

  /** Reads an archive as it comes, without unpacking it to memory or disk. */
  private void inner(String archive, InputStream in, int depth) throws IOException {
    ZipInputStream zip = new ZipInputStream(in);
    ZipEntry entry = zip.getNextEntry();
    if (entry == null) {
      visitor.unreadable(archive, "it is no archive, or an empty one");
    }
    for (; entry != null; entry = zip.getNextEntry()) {
      entry(archive + "!/" + entry.getName(), zip, depth + 1);
    }
  }

  private static byte[] bytes(InputStream in) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      out.write(buffer, 0, n);
      if (out.size() > MAX_CLASS_FILE) {
        throw new IOException("it is too large for a class file");
      }
    }
    return out.toByteArray();
  }

  private static boolean isClassFile(String name) {
    return name.endsWith(".class")
        && !name.endsWith("module-info.class")
        && !name.endsWith("package-info.class");
  }

  private static boolean isArchive(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.matches("(?s).*\\.(jar|war|ear|rar|zip)");
  }
}
