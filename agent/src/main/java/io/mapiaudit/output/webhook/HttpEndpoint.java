package io.mapiaudit.output.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** An endpoint behind an http or https URL. Connections are not kept. */
final class HttpEndpoint implements Endpoint {

  private static final int CONNECT_MILLIS = 2_000;
  private static final int READ_MILLIS = 5_000;
  private static final int MAX_REASON = 200;
  private static final int TIMED_OUT = 408;
  private static final int TOO_MANY = 429;

  private final URI uri;
  private volatile HttpURLConnection current;

  HttpEndpoint(URI uri) {
    this.uri = uri;
  }

  @Override
  public void post(byte[] json) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    current = connection;
    try {
      connection.setConnectTimeout(CONNECT_MILLIS);
      connection.setReadTimeout(READ_MILLIS);
      connection.setInstanceFollowRedirects(false);
      connection.setUseCaches(false);
      connection.setRequestMethod("POST");
      connection.setRequestProperty("Content-Type", "application/json");
      // A kept connection would keep a thread of the JDK's, beyond a detach.
      connection.setRequestProperty("Connection", "close");
      connection.setDoOutput(true);
      connection.setFixedLengthStreamingMode(json.length);
      try (OutputStream body = connection.getOutputStream()) {
        body.write(json);
      }
      int status = connection.getResponseCode();
      if (status >= 400 && status < 500 && status != TIMED_OUT && status != TOO_MANY) {
        throw new Refused("HTTP status " + status + reason(connection));
      }
      if (status < 200 || status > 299) {
        throw new IOException("HTTP status " + status + reason(connection));
      }
    } finally {
      current = null;
      connection.disconnect();
    }
  }

  /** What the other side says of it, as far as it can be read. */
  private static String reason(HttpURLConnection connection) {
    try (InputStream in = connection.getErrorStream()) {
      if (in == null) {
        return "";
      }
      byte[] text = new byte[MAX_REASON];
      int length = 0;
      for (int n = 0;
          n >= 0 && length < MAX_REASON;
          n = in.read(text, length, MAX_REASON - length)) {
        length += n;
      }
      String said = new String(text, 0, length, StandardCharsets.UTF_8);
      return ": " + said.replaceAll("[^\\x20-\\x7e]+", " ").trim();
    } catch (IOException unreadable) {
      return "";
    }
  }

  @Override
  public void abort() {
    HttpURLConnection connection = current;
    if (connection != null) {
      connection.disconnect();
    }
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}
