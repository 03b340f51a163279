package io.mapiaudit.premain;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;

/** Opens one entry of the agent's jar through the file its class loader has open already. */
final class EntryHandler extends URLStreamHandler {

  private final IsolatedClassLoader loader;
  private final String entry;

  EntryHandler(IsolatedClassLoader loader, String entry) {
    this.loader = loader;
    this.entry = entry;
  }

  @Override
  protected URLConnection openConnection(URL url) {
    return new URLConnection(url) {
      @Override
      public void connect() {}

      @Override
      public InputStream getInputStream() throws IOException {
        return new ByteArrayInputStream(loader.read(entry));
      }
    };
  }
}
