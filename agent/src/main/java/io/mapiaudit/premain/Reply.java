package io.mapiaudit.premain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;

/** The answer to a request, JSON in a file that only its owner can read. */
final class Reply {

  private Reply() {}

  static String absent() {
    return "{\"outcome\":\"absent\"}";
  }

  static String otherVersion(String version, boolean isRunning) {
    return "{\"outcome\":\"other-version\",\"version\":"
        + quoted(version)
        + ",\"audited\":"
        + isRunning
        + "}";
  }

  static String failure(Throwable failure) {
    return "{\"outcome\":\"failed\",\"problems\":[" + quoted(String.valueOf(failure)) + "]}";
  }

  /** Writes the file; it is not there, or it is there as a whole. */
  static void write(String file, String text) throws IOException {
    Path target = Paths.get(file);
    Path part = target.resolveSibling(target.getFileName() + ".part");
    boolean posix = part.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] ownerOnly =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    try (java.nio.channels.SeekableByteChannel out =
        Files.newByteChannel(
            part,
            // A new one: never through a link that somebody put there.
            EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            ownerOnly)) {
      java.nio.ByteBuffer bytes = java.nio.ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    }
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException notHere) {
      Files.move(part, target);
    }
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(' ');
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
