package io.mapiaudit.benchmarks.profile;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Samples as a text of shares, the largest first. */
final class ProfileText {

  private static final int LINES = 25;
  private static final double PERCENT = 100.0;

  /** Shares below it say nothing. */
  private static final double LEAST_PERCENT = 0.5;

  private final StringBuilder text = new StringBuilder();

  /** Shares of the threads in all samples. */
  ProfileText threads(Samples samples) {
    return part("by thread", samples.byThread(), samples.count(), name -> true);
  }

  /** Where the samples ended, and which of the agent's methods were in them. */
  ProfileText frames(Samples samples) {
    return part("in the frame itself", samples.byInnermost(), samples.count(), frame -> true)
        .part(
            "in the agent's methods, what they call included",
            samples.byFrame(),
            samples.count(),
            ProfileText::isAgent);
  }

  private static boolean isAgent(String frame) {
    return frame.startsWith("java/lang/MapiAudit")
        || (frame.startsWith("io/mapiaudit/")
            && !frame.startsWith("io/mapiaudit/benchmarks/")
            && !frame.startsWith("io/mapiaudit/demo/"));
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private ProfileText part(
      String title, Map<String, Long> counts, long all, Predicate<String> wanted) {
    text.append("  ").append(title).append(", of ").append(all).append(" samples\n");
    List<Map.Entry<String, Long>> largest =
        counts.entrySet().stream()
            .filter(entry -> wanted.test(entry.getKey()))
            .filter(entry -> entry.getValue() * PERCENT >= LEAST_PERCENT * all)
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .limit(LINES)
            .collect(Collectors.toList());
    for (Map.Entry<String, Long> entry : largest) {
      text.append(
          String.format(
              Locale.ROOT,
              "    %5.1f %%  %s%n",
              entry.getValue() * PERCENT / all,
              entry.getKey().replace('/', '.')));
    }
    return this;
  }
}
