package io.mapiaudit.runtime;

import io.mapiaudit.config.AgentConfig;
import io.mapiaudit.config.Redaction;
import io.mapiaudit.identity.HashedNaming;
import io.mapiaudit.identity.Naming;
import io.mapiaudit.identity.SaltFile;
import io.mapiaudit.identity.TokenLibrary;
import io.mapiaudit.identity.TokenReader;
import io.mapiaudit.output.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens the reader of identities, which shows them as the configuration says. */
final class Identities {

  private Identities() {}

  /**
   * The reader; when there can be none, the run's folder is gone again.
   *
   * @throws IOException when the secret to hash with cannot be read or made
   * @throws RuntimeException when tokens cannot be read
   */
  static TokenReader open(AgentConfig config, RunFolder folder) throws IOException {
    boolean opened = false;
    try {
      TokenReader reader = TokenLibrary.open(config.identityLibrary(), naming(config, folder));
      opened = true;
      return reader;
    } finally {
      if (!opened) {
        Files.deleteIfExists(folder.path());
      }
    }
  }

  static boolean areHashed(AgentConfig config) {
    return config.identityRedact() == Redaction.HASH;
  }

  private static Naming naming(AgentConfig config, RunFolder folder) throws IOException {
    if (!areHashed(config)) {
      return Naming.PLAIN;
    }
    Path configured = config.identitySalt().orElse(null);
    return new HashedNaming(
        configured == null ? SaltFile.beside(folder.path()) : SaltFile.configured(configured));
  }
}
