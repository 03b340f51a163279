package io.mapiaudit.cli.process;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.security.SecureRandom;

/**
 * Numbers that nobody can guess. Where the system has a file of them it is read: the JDK takes them
 * from there as well, and loads its security providers for it.
 */
final class Unguessable {

  private static final Path SYSTEM = Paths.get("/dev/urandom");

  private Unguessable() {}

  static long number() {
    if (ProcessTable.isLinux()) {
      try (DataInputStream in = new DataInputStream(Files.newInputStream(SYSTEM))) {
        return in.readLong();
      } catch (IOException unreadable) {
        // Then the JDK's generator.
      }
    }
    return new SecureRandom().nextLong();
  }
}
