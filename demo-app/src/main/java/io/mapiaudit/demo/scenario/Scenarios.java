package io.mapiaudit.demo.scenario;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The catalogue of scenarios, in the order in which they are run. */
public final class Scenarios {

  private static final List<Scenario> ALL =
      Collections.unmodifiableList(
          Arrays.asList(
              new ServiceAccount(),
              new SameUser(),
              new AsyncNotifications(),
              new AsyncNotificationsDisabled(),
              new TwoUsers(),
              new NativeWorkers(),
              new WrongThreadRelease(),
              new ThreadPool(),
              new LeftBehind(),
              new LowLevelToken(),
              new FastFail(),
              new DeletedProfile(),
              new TerminalServices(),
              new NetworkErrorsOnly()));

  private Scenarios() {}

  /** Every scenario. */
  public static List<Scenario> all() {
    return ALL;
  }

  /** The scenario of that name. */
  public static Optional<Scenario> named(String name) {
    return ALL.stream().filter(scenario -> scenario.name().equals(name)).findFirst();
  }
}
