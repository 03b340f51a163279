package io.mapiaudit.output;

import java.util.List;
import java.util.regex.Pattern;

/** The frame of a stack by which people recognise a place. */
public final class OwnFrame {

  private static final String[] FOREIGN = {
    "java.", "javax.", "jdk.", "sun.", "com.sun.", "com.jacob.", "com4j."
  };

  private static final Pattern HIDDEN_CLASS = Pattern.compile("/0x[0-9a-fA-F]+");

  private OwnFrame() {}

  /** The innermost frame of the program; of the stack when there is none; "" without a stack. */
  public static String of(List<?> frames) {
    for (Object frame : frames) {
      String text = HIDDEN_CLASS.matcher(String.valueOf(frame)).replaceAll("");
      int parenthesis = Math.max(0, text.indexOf('('));
      String name = text.substring(text.lastIndexOf('/', parenthesis) + 1);
      boolean foreign = false;
      for (String prefix : FOREIGN) {
        foreign |= name.startsWith(prefix);
      }
      if (!foreign) {
        return name;
      }
    }
    return frames.isEmpty() ? "" : String.valueOf(frames.get(0));
  }
}
