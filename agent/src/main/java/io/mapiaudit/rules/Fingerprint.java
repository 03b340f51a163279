package io.mapiaudit.rules;

import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.Stack;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Names a defect by its rule and place in the code, so that it is the same in every run. */
final class Fingerprint {

  private static final int BYTES = 8;

  private Fingerprint() {}

  /**
   * 16 hexadecimal digits of SHA-256 over rule and normalised frames; over rule and entry point
   * when the stack has no frame of the program.
   */
  static String of(String rule, Stack stack, EntryPoint entryPoint) {
    StringBuilder text = new StringBuilder(rule);
    String previous = "";
    for (String frame : stack.frames()) {
      String name = Frames.normalise(frame);
      // A native wrapper and its native method are one frame, and so is a recursion.
      if (name != null && !name.equals(previous)) {
        text.append('\n').append(name);
        previous = name;
      }
    }
    if (previous.isEmpty() && entryPoint != null) {
      text.append('\n').append(entryPoint.displayName());
    }
    return digest(text.toString());
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      StringBuilder hex = new StringBuilder(2 * BYTES);
      for (int i = 0; i < BYTES; i++) {
        hex.append(Character.forDigit((hash[i] >> 4) & 0xF, 16));
        hex.append(Character.forDigit(hash[i] & 0xF, 16));
      }
      return hex.toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
