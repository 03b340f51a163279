package io.mapiaudit.rules;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Suppression;
import java.util.List;
import java.util.regex.Pattern;

/** The place in a program that a finding is about, as a suppression names it. */
public final class CallSite {

  private static final Pattern NUMBERED =
      Pattern.compile("(\\$\\$Lambda\\$|lambda\\$[^.]*\\$|\\$Proxy|access\\$)\\d+");

  private static final Pattern GENERATED =
      Pattern.compile("\\$\\$(?:Enhancer|FastClass)By\\w*\\$\\$[0-9a-f]+|\\$ByteBuddy\\$\\w+");

  private CallSite() {}

  /**
   * The pattern for the innermost method of the program: of the JDK's, JNA's and generated ones
   * only where there is no other. What changes from run to run is a {@code *}.
   */
  public static String of(Finding finding) {
    List<String> frames = finding.stack().frames();
    String place = null;
    for (String frame : frames) {
      String name = Frames.normalise(frame);
      if (name != null && !name.contains("$$Lambda") && !name.contains("$Proxy.")) {
        place = Suppression.method(frame);
        break;
      }
    }
    if (place == null && !frames.isEmpty()) {
      place = Suppression.method(frames.get(frames.size() - 1));
    }
    if (place == null) {
      Finding.Operation operation = finding.operation();
      place = operation == null ? "*" : operation.entryPoint().displayName();
    }
    place = NUMBERED.matcher(place).replaceAll("$1*");
    return GENERATED.matcher(place).replaceAll("*").replaceAll("[\\s|]+", "*");
  }
}
